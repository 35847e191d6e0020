package propose
import ("context";"testing";"os";"fmt";"strings"
"github.com/scrutineer-dev/scrutineer/document")
func TestZZ(t *testing.T){
 b,_:=os.ReadFile(os.Getenv("DOC"))
 doc,err:=document.Read(context.Background(),"r.md",b,document.Limits{}); if err!=nil {t.Fatal(err)}
 p := &proposer{page: newPage(doc), ids: map[string]int{}}
 p.page.scale()
 all := p.page.figures()
 for _, q := range all { p.tieFirst(q) }
 for _,s:=range p.page.sentences { if !strings.Contains(s.quote, os.Getenv("Q")) {continue}
  fmt.Println("S:",s.quote)
  for _,q:=range s.said { fmt.Printf(" %q cls %v form %d exact %v tie %v val %g digits %d bond %v\n", q.figure.Text,q.figure.Class,q.form(),q.exact(),q.tie!=nil,q.value.base,q.value.digits(), q.bond!=nil)
   if os.Getenv("F")!="" && q.figure.Text!=os.Getenv("F") {continue}
   for i,a:=range q.addresses(){ if i>5 {break}; fmt.Printf("    %s|%s %s score %.2f row{s%.2f sh%.2f b%v i%v same%v} col{s%.2f sh%.2f b%v i%v same%v} match %v similar %v guessed %v firm %v\n",a.cell.rowAxis().label,a.cell.colAxis().label,a.cell.text,a.score,a.row.strength,a.row.share,a.row.bound,a.row.implied,a.row.same,a.col.strength,a.col.share,a.col.bound,a.col.implied,a.col.same,a.matches,similar(q.value,a.cell.value),a.cell.value.guessed,a.firm(q))}
   if a:=q.slip();a!=nil {fmt.Println("    SLIP",a.cell.text)}
  }}
}
