package font

// The widths of the standard fonts by name of glyph, in thousandths of the size (Adobe's metrics of the core 14). A number is the
// width of the names that follow it.
const (
	helveticaWidths = "167 fraction 191 quotesingle 222 i j l lslash quoteleft quoteright quotesinglbase 260 bar brokenbar 278 I Iacute " +
		"Icircumflex Idieresis Igrave backslash bracketleft bracketright colon comma dotlessi exclam f iacute icircumflex " +
		"idieresis igrave period periodcentered semicolon slash space t 333 acute breve caron cedilla circumflex dieresis " +
		"dotaccent exclamdown grave guilsinglleft guilsinglright hungarumlaut hyphen macron ogonek onesuperior parenleft " +
		"parenright quotedblbase quotedblleft quotedblright r ring threesuperior tilde twosuperior 334 braceleft braceright 350 " +
		"bullet 355 quotedbl 365 ordmasculine 370 ordfeminine 389 asterisk 400 degree 469 asciicircum 500 J c ccedilla fi fl k " +
		"s scaron v x y yacute ydieresis z zcaron 537 paragraph 556 Euro L Lslash a aacute acircumflex adieresis agrave aring " +
		"atilde b cent currency d dagger daggerdbl dollar e eacute ecircumflex edieresis egrave eight endash eth five florin " +
		"four g guillemotleft guillemotright h mu n nine ntilde numbersign o oacute ocircumflex odieresis ograve one otilde p q " +
		"question section seven six sterling thorn three two u uacute ucircumflex udieresis ugrave underscore yen zero 584 " +
		"asciitilde divide equal greater less logicalnot minus multiply plus plusminus 611 F T Z Zcaron germandbls oslash " +
		"questiondown 667 A Aacute Acircumflex Adieresis Agrave Aring Atilde B E Eacute Ecircumflex Edieresis Egrave K P S " +
		"Scaron Thorn V X Y Yacute Ydieresis ampersand 722 C Ccedilla D Eth H N Ntilde R U Uacute Ucircumflex Udieresis Ugrave " +
		"w 737 copyright registered 778 G O Oacute Ocircumflex Odieresis Ograve Oslash Otilde Q 833 M m 834 onehalf onequarter " +
		"threequarters 889 ae percent 944 W oe 1000 AE OE ellipsis emdash perthousand trademark 1015 at "

	helveticaBoldWidths = "167 fraction 238 quotesingle 278 I Iacute Icircumflex Idieresis Igrave backslash comma dotlessi i iacute icircumflex " +
		"idieresis igrave j l lslash period periodcentered quoteleft quoteright quotesinglbase slash space 280 bar brokenbar " +
		"333 acute bracketleft bracketright breve caron cedilla circumflex colon dieresis dotaccent exclam exclamdown f grave " +
		"guilsinglleft guilsinglright hungarumlaut hyphen macron ogonek onesuperior parenleft parenright ring semicolon t " +
		"threesuperior tilde twosuperior 350 bullet 365 ordmasculine 370 ordfeminine 389 asterisk braceleft braceright r 400 " +
		"degree 474 quotedbl 500 quotedblbase quotedblleft quotedblright z zcaron 556 Euro J a aacute acircumflex adieresis " +
		"agrave aring atilde c ccedilla cent currency dagger daggerdbl dollar e eacute ecircumflex edieresis egrave eight " +
		"endash five florin four guillemotleft guillemotright k nine numbersign one paragraph s scaron section seven six " +
		"sterling three two underscore v x y yacute ydieresis yen zero 584 asciicircum asciitilde divide equal greater less " +
		"logicalnot minus multiply plus plusminus 611 F L Lslash T Z Zcaron b d eth fi fl g germandbls h mu n ntilde o oacute " +
		"ocircumflex odieresis ograve oslash otilde p q question questiondown thorn u uacute ucircumflex udieresis ugrave 667 E " +
		"Eacute Ecircumflex Edieresis Egrave P S Scaron Thorn V X Y Yacute Ydieresis 722 A Aacute Acircumflex Adieresis Agrave " +
		"Aring Atilde B C Ccedilla D Eth H K N Ntilde R U Uacute Ucircumflex Udieresis Ugrave ampersand 737 copyright " +
		"registered 778 G O Oacute Ocircumflex Odieresis Ograve Oslash Otilde Q w 833 M 834 onehalf onequarter threequarters " +
		"889 ae m percent 944 W oe 975 at 1000 AE OE ellipsis emdash perthousand trademark "

	timesWidths = "167 fraction 180 quotesingle 200 bar brokenbar 250 comma period periodcentered space 276 ordfeminine 278 backslash " +
		"colon dotlessi i iacute icircumflex idieresis igrave j l lslash semicolon slash t 300 onesuperior threesuperior " +
		"twosuperior 310 ordmasculine 333 I Iacute Icircumflex Idieresis Igrave acute bracketleft bracketright breve caron " +
		"cedilla circumflex dieresis dotaccent exclam exclamdown f grave guilsinglleft guilsinglright hungarumlaut hyphen " +
		"macron ogonek parenleft parenright quoteleft quoteright quotesinglbase r ring tilde 350 bullet 389 J s scaron 400 " +
		"degree 408 quotedbl 444 a aacute acircumflex adieresis agrave aring atilde c ccedilla e eacute ecircumflex edieresis " +
		"egrave question questiondown quotedblbase quotedblleft quotedblright z zcaron 453 paragraph 469 asciicircum 480 " +
		"braceleft braceright 500 Euro asterisk b cent currency d dagger daggerdbl dollar eight endash eth five florin four g " +
		"germandbls guillemotleft guillemotright h k mu n nine ntilde numbersign o oacute ocircumflex odieresis ograve one " +
		"oslash otilde p q section seven six sterling thorn three two u uacute ucircumflex udieresis ugrave underscore v x y " +
		"yacute ydieresis yen zero 541 asciitilde 556 F P S Scaron Thorn fi fl 564 divide equal greater less logicalnot minus " +
		"multiply plus plusminus 611 E Eacute Ecircumflex Edieresis Egrave L Lslash T Z Zcaron 667 B C Ccedilla R ae 722 A " +
		"Aacute Acircumflex Adieresis Agrave Aring Atilde D Eth G H K N Ntilde O Oacute Ocircumflex Odieresis Ograve Oslash " +
		"Otilde Q U Uacute Ucircumflex Udieresis Ugrave V X Y Yacute Ydieresis oe w 750 onehalf onequarter threequarters 760 " +
		"copyright registered 778 ampersand m 833 percent 889 AE M OE 921 at 944 W 980 trademark 1000 ellipsis emdash " +
		"perthousand "

	timesBoldWidths = "167 fraction 220 bar brokenbar 250 comma period periodcentered space 278 backslash dotlessi i iacute icircumflex " +
		"idieresis igrave l lslash quotesingle slash 300 onesuperior ordfeminine threesuperior twosuperior 330 ordmasculine 333 " +
		"acute bracketleft bracketright breve caron cedilla circumflex colon dieresis dotaccent exclam exclamdown f grave " +
		"guilsinglleft guilsinglright hungarumlaut hyphen j macron ogonek parenleft parenright quoteleft quoteright " +
		"quotesinglbase ring semicolon t tilde 350 bullet 389 I Iacute Icircumflex Idieresis Igrave s scaron 394 braceleft " +
		"braceright 400 degree 444 c ccedilla e eacute ecircumflex edieresis egrave r z zcaron 500 Euro J a aacute acircumflex " +
		"adieresis agrave aring asterisk atilde cent currency dagger daggerdbl dollar eight endash eth five florin four g " +
		"guillemotleft guillemotright nine numbersign o oacute ocircumflex odieresis ograve one oslash otilde question " +
		"questiondown quotedblbase quotedblleft quotedblright section seven six sterling three two underscore v x y yacute " +
		"ydieresis yen zero 520 asciitilde 540 paragraph 555 quotedbl 556 S Scaron b d fi fl germandbls h k mu n ntilde p q " +
		"thorn u uacute ucircumflex udieresis ugrave 570 divide equal greater less logicalnot minus multiply plus plusminus 581 " +
		"asciicircum 611 F P Thorn 667 B E Eacute Ecircumflex Edieresis Egrave L Lslash T Z Zcaron 722 A Aacute Acircumflex " +
		"Adieresis Agrave Aring Atilde C Ccedilla D Eth N Ntilde R U Uacute Ucircumflex Udieresis Ugrave V X Y Yacute Ydieresis " +
		"ae oe w 747 copyright registered 750 onehalf onequarter threequarters 778 G H K O Oacute Ocircumflex Odieresis Ograve " +
		"Oslash Otilde Q 833 ampersand m 930 at 944 M 1000 AE OE W ellipsis emdash percent perthousand trademark "

	timesItalicWidths = "167 fraction 214 quotesingle 250 comma period periodcentered space 275 bar brokenbar 276 ordfeminine 278 backslash " +
		"dotlessi f i iacute icircumflex idieresis igrave j l lslash slash t 300 onesuperior threesuperior twosuperior 310 " +
		"ordmasculine 333 I Iacute Icircumflex Idieresis Igrave acute breve caron cedilla circumflex colon dieresis dotaccent " +
		"exclam grave guilsinglleft guilsinglright hungarumlaut hyphen macron ogonek parenleft parenright quoteleft quoteright " +
		"quotesinglbase ring semicolon tilde 350 bullet 389 bracketleft bracketright exclamdown r s scaron z zcaron 400 " +
		"braceleft braceright degree 420 quotedbl 422 asciicircum 444 J c ccedilla e eacute ecircumflex edieresis egrave k v x " +
		"y yacute ydieresis 500 Euro S Scaron a aacute acircumflex adieresis agrave aring asterisk atilde b cent currency d " +
		"dagger daggerdbl dollar eight endash eth fi five fl florin four g germandbls guillemotleft guillemotright h mu n nine " +
		"ntilde numbersign o oacute ocircumflex odieresis ograve one oslash otilde p q question questiondown section seven six " +
		"sterling thorn three two u uacute ucircumflex udieresis ugrave underscore yen zero 523 paragraph 541 asciitilde 556 L " +
		"Lslash T Y Yacute Ydieresis Z Zcaron quotedblbase quotedblleft quotedblright 611 A Aacute Acircumflex Adieresis Agrave " +
		"Aring Atilde B E Eacute Ecircumflex Edieresis Egrave F P R Thorn V X 667 C Ccedilla K N Ntilde ae oe w 675 divide " +
		"equal greater less logicalnot minus multiply plus plusminus 722 D Eth G H O Oacute Ocircumflex Odieresis Ograve Oslash " +
		"Otilde Q U Uacute Ucircumflex Udieresis Ugrave m 750 onehalf onequarter threequarters 760 copyright registered 778 " +
		"ampersand 833 M W percent 889 AE ellipsis emdash 920 at 944 OE 980 trademark 1000 perthousand "

	timesBoldItalicWidths = "167 fraction 220 bar brokenbar 250 comma period periodcentered space 266 ordfeminine 278 backslash dotlessi i iacute " +
		"icircumflex idieresis igrave j l lslash quotesingle slash t 300 onesuperior ordmasculine threesuperior twosuperior 333 " +
		"acute bracketleft bracketright breve caron cedilla circumflex colon dieresis dotaccent f grave guilsinglleft " +
		"guilsinglright hungarumlaut hyphen macron ogonek parenleft parenright quoteleft quoteright quotesinglbase ring " +
		"semicolon tilde 348 braceleft braceright 350 bullet 389 I Iacute Icircumflex Idieresis Igrave exclam exclamdown r s " +
		"scaron z zcaron 400 degree 444 c ccedilla e eacute ecircumflex edieresis egrave v y yacute ydieresis 500 Euro J a " +
		"aacute acircumflex adieresis agrave aring asterisk atilde b cent currency d dagger daggerdbl dollar eight endash eth " +
		"five florin four g germandbls guillemotleft guillemotright k nine numbersign o oacute ocircumflex odieresis ograve one " +
		"oslash otilde p paragraph q question questiondown quotedblbase quotedblleft quotedblright section seven six sterling " +
		"thorn three two underscore x yen zero 555 quotedbl 556 S Scaron fi fl h n ntilde u uacute ucircumflex udieresis ugrave " +
		"570 asciicircum asciitilde divide equal greater less multiply plus plusminus 576 mu 606 logicalnot minus 611 L Lslash " +
		"P T Thorn Y Yacute Ydieresis Z Zcaron 667 A Aacute Acircumflex Adieresis Agrave Aring Atilde B C Ccedilla E Eacute " +
		"Ecircumflex Edieresis Egrave F K R V X w 722 D Eth G N Ntilde O Oacute Ocircumflex Odieresis Ograve Oslash Otilde Q U " +
		"Uacute Ucircumflex Udieresis Ugrave ae oe 747 copyright registered 750 onehalf onequarter threequarters 778 H " +
		"ampersand m 832 at 833 percent 889 M W 944 AE OE 1000 ellipsis emdash perthousand trademark "

	symbolWidths = "167 fraction 200 bar 247 minute 250 comma dotmath period space 274 integral 278 colon semicolon slash 329 angleleft " +
		"angleright iota 333 Iota bracketleft bracketright exclam parenleft parenright 384 bracketleftbt bracketleftex " +
		"bracketlefttp bracketrightbt bracketrightex bracketrighttp parenleftbt parenleftex parenlefttp parenrightbt " +
		"parenrightex parenrighttp 400 degree 411 gamma second 439 epsilon sigma1 suchthat tau 444 question 460 bullet 480 " +
		"braceleft braceright 493 xi 494 braceex braceleftbt braceleftmid bracelefttp bracerightbt bracerightmid bracerighttp " +
		"delta lozenge partialdiff zeta 500 asteriskmath eight five florin four nine numbersign one radicalex seven six three " +
		"two underscore zero 521 nu phi theta 549 approxequal beta chi congruent divide equal equivalence existential greater " +
		"greaterequal kappa lambda less lessequal minus multiply notequal omicron pi plus plusminus radical rho similar 556 Rho " +
		"576 mu upsilon 592 Sigma 603 Gamma arrowdbldown arrowdblup arrowdown arrowup arrowvertex eta logicaland logicalor phi1 " +
		"sigma 611 Epsilon Tau Zeta 612 Delta 620 Upsilon1 631 alpha theta1 645 Xi 658 carriagereturn perpendicular 667 Beta " +
		"686 Ifraktur Lambda integralbt integralex integraltp omega psi 690 Upsilon 713 element gradient infinity logicalnot " +
		"notelement notsubset omega1 propersubset propersuperset proportional reflexsubset reflexsuperset summation universal " +
		"722 Alpha Chi Eta Kappa Nu Omicron 741 Theta 750 Euro 753 club diamond heart spade 763 Phi 768 Omega Pi angle " +
		"circlemultiply circleplus intersection union 778 ampersand 786 trademarksans 790 apple copyrightsans copyrightserif " +
		"registersans registerserif 795 Psi Rfraktur 823 aleph emptyset product 833 percent 863 therefore 889 Mu 890 " +
		"trademarkserif 987 arrowdblleft arrowdblright arrowleft arrowright weierstrass 1000 arrowhorizex ellipsis 1042 " +
		"arrowboth arrowdblboth "

	dingbatsWidths = "138 a82 234 a87 a88 276 a91 a92 277 a83 278 space 317 a93 a94 334 a95 a96 390 a89 a90 392 a97 a98 410 a206 a86 415 a84 " +
		"438 a81 458 a164 463 a177 494 a6 509 a205 a85 537 a8 544 a102 a103 549 a13 552 a7 571 a23 577 a9 595 a111 626 a109 667 " +
		"a106 668 a100 a99 677 a24 682 a56 687 a63 689 a65 690 a117 692 a10 694 a110 695 a49 696 a181 a200 a64 701 a57 707 a54 " +
		"a62 708 a55 713 a68 719 a4 723 a45 732 a101 744 a44 748 a192 a196 749 a46 754 a28 755 a19 759 a204 a27 a53 a75 760 " +
		"a107 a108 a183 a26 761 a22 a73 762 a203 a21 a74 763 a25 768 a51 771 a194 a197 776 a112 a50 784 a79 785 a70 786 a29 a66 " +
		"787 a67 788 a120 a121 a122 a123 a124 a125 a126 a127 a128 a129 a130 a131 a132 a133 a134 a135 a136 a137 a138 a139 a140 " +
		"a141 a142 a143 a144 a145 a146 a147 a148 a149 a150 a151 a152 a153 a154 a155 a156 a157 a158 a159 a30 a31 a78 789 a37 a5 " +
		"a60 a61 790 a119 a32 a47 791 a118 a69 a71 792 a48 a52 793 a33 794 a34 815 a59 816 a35 a41 823 a36 a39 826 a58 828 a172 " +
		"831 a187 a42 833 a40 834 a170 836 a179 a193 838 a161 841 a38 846 a20 855 a14 865 a185 867 a180 a199 873 a171 a188 a72 " +
		"874 a182 a201 883 a178 888 a195 a198 892 a76 a77 894 a160 910 a104 911 a105 a15 917 a174 918 a166 a191 923 a43 924 " +
		"a162 a165 a173 927 a167 a189 928 a168 a169 930 a175 931 a176 933 a16 939 a12 945 a17 946 a184 960 a11 961 a2 967 a186 " +
		"970 a190 974 a1 a18 a202 980 a3 1016 a163 "
)
