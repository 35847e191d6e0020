package font

// glyphNames are names of glyphs and the hexadecimal numbers of their characters, sorted by name: the part of the Adobe Glyph
// List for the Latin, Greek and Cyrillic scripts, punctuation, arrows, mathematics and signs. An entry is a line.
const glyphNames = "" +
	"A 41\nAE c6\nAEacute 1fc\nAEmacron 1e2\nAacute c1\nAbreve 102\nAcaron 1cd\nAcircle 24b6\nAcircumflex c2\n" +
	"Acyrillic 410\nAdblgrave 200\nAdieresis c4\nAdieresismacron 1de\nAdotmacron 1e0\nAgrave c0\nAinvertedbreve 202\n" +
	"Alpha 391\nAlphatonos 386\nAmacron 100\nAogonek 104\nAring c5\nAringacute 1fa\nAtilde c3\nB 42\nBcircle 24b7\n" +
	"Becyrillic 411\nBeta 392\nBhook 181\nBtopbar 182\nC 43\nCacute 106\nCcaron 10c\nCcedilla c7\nCcircle 24b8\n" +
	"Ccircumflex 108\nCdot 10a\nCdotaccent 10a\nChecyrillic 427\nChi 3a7\nChook 187\nD 44\nDZ 1f1\nDZcaron 1c4\n" +
	"Dafrican 189\nDcaron 10e\nDcircle 24b9\nDcroat 110\nDecyrillic 414\nDeicoptic 3ee\nDelta 2206\nDeltagreek 394\n" +
	"Dhook 18a\nDigammagreek 3dc\nDjecyrillic 402\nDslash 110\nDtopbar 18b\nDz 1f2\nDzcaron 1c5\nDzecyrillic 405\n" +
	"Dzhecyrillic 40f\nE 45\nEacute c9\nEbreve 114\nEcaron 11a\nEcircle 24ba\nEcircumflex ca\nEcyrillic 404\n" +
	"Edblgrave 204\nEdieresis cb\nEdot 116\nEdotaccent 116\nEfcyrillic 424\nEgrave c8\nEightroman 2167\n" +
	"Einvertedbreve 206\nElcyrillic 41b\nElevenroman 216a\nEmacron 112\nEmcyrillic 41c\nEncyrillic 41d\nEng 14a\n" +
	"Eogonek 118\nEopen 190\nEpsilon 395\nEpsilontonos 388\nErcyrillic 420\nEreversed 18e\nEreversedcyrillic 42d\n" +
	"Escyrillic 421\nEsh 1a9\nEta 397\nEtatonos 389\nEth d0\nEuro 20ac\nEzh 1b7\nEzhcaron 1ee\nEzhreversed 1b8\nF 46\n" +
	"Fcircle 24bb\nFeicoptic 3e4\nFhook 191\nFiveroman 2164\nFourroman 2163\nG 47\nGacute 1f4\nGamma 393\n" +
	"Gammaafrican 194\nGangiacoptic 3ea\nGbreve 11e\nGcaron 1e6\nGcedilla 122\nGcircle 24bc\nGcircumflex 11c\n" +
	"Gcommaaccent 122\nGdot 120\nGdotaccent 120\nGecyrillic 413\nGhook 193\nGjecyrillic 403\nGstroke 1e4\nH 48\n" +
	"Hardsigncyrillic 42a\nHbar 126\nHcircle 24bd\nHcircumflex 124\nHoricoptic 3e8\nI 49\nIAcyrillic 42f\nIJ 132\n" +
	"IUcyrillic 42e\nIacute cd\nIbreve 12c\nIcaron 1cf\nIcircle 24be\nIcircumflex ce\nIcyrillic 406\nIdblgrave 208\n" +
	"Idieresis cf\nIdot 130\nIdotaccent 130\nIecyrillic 415\nIfraktur 2111\nIgrave cc\nIicyrillic 418\n" +
	"Iinvertedbreve 20a\nIishortcyrillic 419\nImacron 12a\nIocyrillic 401\nIogonek 12e\nIota 399\nIotaafrican 196\n" +
	"Iotadieresis 3aa\nIotatonos 38a\nIstroke 197\nItilde 128\nJ 4a\nJcircle 24bf\nJcircumflex 134\nJecyrillic 408\n" +
	"K 4b\nKacyrillic 41a\nKappa 39a\nKcaron 1e8\nKcedilla 136\nKcircle 24c0\nKcommaaccent 136\nKhacyrillic 425\n" +
	"Kheicoptic 3e6\nKhook 198\nKjecyrillic 40c\nKoppagreek 3de\nL 4c\nLJ 1c7\nLacute 139\nLambda 39b\nLcaron 13d\n" +
	"Lcedilla 13b\nLcircle 24c1\nLcommaaccent 13b\nLdot 13f\nLdotaccent 13f\nLj 1c8\nLjecyrillic 409\nLslash 141\nM 4d\n" +
	"Mcircle 24c2\nMturned 19c\nMu 39c\nN 4e\nNJ 1ca\nNacute 143\nNcaron 147\nNcedilla 145\nNcircle 24c3\n" +
	"Ncommaaccent 145\nNhookleft 19d\nNineroman 2168\nNj 1cb\nNjecyrillic 40a\nNtilde d1\nNu 39d\nO 4f\nOE 152\n" +
	"Oacute d3\nObreve 14e\nOcaron 1d1\nOcenteredtilde 19f\nOcircle 24c4\nOcircumflex d4\nOcyrillic 41e\nOdblacute 150\n" +
	"Odblgrave 20c\nOdieresis d6\nOgrave d2\nOhm 2126\nOhorn 1a0\nOhungarumlaut 150\nOi 1a2\nOinvertedbreve 20e\n" +
	"Omacron 14c\nOmega 2126\nOmegagreek 3a9\nOmegatonos 38f\nOmicron 39f\nOmicrontonos 38c\nOneroman 2160\nOogonek 1ea\n" +
	"Oogonekmacron 1ec\nOopen 186\nOslash d8\nOslashacute 1fe\nOstrokeacute 1fe\nOtilde d5\nP 50\nPcircle 24c5\n" +
	"Pecyrillic 41f\nPhi 3a6\nPhook 1a4\nPi 3a0\nPsi 3a8\nQ 51\nQcircle 24c6\nR 52\nRacute 154\nRcaron 158\n" +
	"Rcedilla 156\nRcircle 24c7\nRcommaaccent 156\nRdblgrave 210\nRfraktur 211c\nRho 3a1\nRinvertedbreve 212\n" +
	"Rsmallinvertedsuperior 2b6\nS 53\nSacute 15a\nSampigreek 3e0\nScaron 160\nScedilla 15e\nSchwa 18f\nScircle 24c8\n" +
	"Scircumflex 15c\nScommaaccent 218\nSevenroman 2166\nShacyrillic 428\nShchacyrillic 429\nSheicoptic 3e2\n" +
	"Shimacoptic 3ec\nSigma 3a3\nSixroman 2165\nSoftsigncyrillic 42c\nStigmagreek 3da\nT 54\nTau 3a4\nTbar 166\n" +
	"Tcaron 164\nTcedilla 162\nTcircle 24c9\nTcommaaccent 162\nTecyrillic 422\nTenroman 2169\nTheta 398\nThook 1ac\n" +
	"Thorn de\nThreeroman 2162\nTonefive 1bc\nTonesix 184\nTonetwo 1a7\nTretroflexhook 1ae\nTsecyrillic 426\n" +
	"Tshecyrillic 40b\nTwelveroman 216b\nTworoman 2161\nU 55\nUacute da\nUbreve 16c\nUcaron 1d3\nUcircle 24ca\n" +
	"Ucircumflex db\nUcyrillic 423\nUdblacute 170\nUdblgrave 214\nUdieresis dc\nUdieresisacute 1d7\nUdieresiscaron 1d9\n" +
	"Udieresisgrave 1db\nUdieresismacron 1d5\nUgrave d9\nUhorn 1af\nUhungarumlaut 170\nUinvertedbreve 216\nUmacron 16a\n" +
	"Uogonek 172\nUpsilon 3a5\nUpsilon1 3d2\nUpsilonacutehooksymbolgreek 3d3\nUpsilonafrican 1b1\nUpsilondieresis 3ab\n" +
	"Upsilondieresishooksymbolgreek 3d4\nUpsilonhooksymbol 3d2\nUpsilontonos 38e\nUring 16e\nUshortcyrillic 40e\n" +
	"Utilde 168\nV 56\nVcircle 24cb\nVecyrillic 412\nVhook 1b2\nW 57\nWcircle 24cc\nWcircumflex 174\nX 58\nXcircle 24cd\n" +
	"Xi 39e\nY 59\nYacute dd\nYcircle 24ce\nYcircumflex 176\nYdieresis 178\nYericyrillic 42b\nYhook 1b3\nYicyrillic 407\n" +
	"Z 5a\nZacute 179\nZcaron 17d\nZcircle 24cf\nZdot 17b\nZdotaccent 17b\nZecyrillic 417\nZeta 396\nZhecyrillic 416\n" +
	"Zstroke 1b5\na 61\naacute e1\nabreve 103\nacaron 1ce\nacircle 24d0\nacircumflex e2\nacute b4\nacutebelowcmb 317\n" +
	"acutecmb 301\nacutecomb 301\nacutelowmod 2cf\nacutetonecmb 341\nacyrillic 430\nadblgrave 201\nadieresis e4\n" +
	"adieresismacron 1df\nadotmacron 1e1\nae e6\naeacute 1fd\naemacron 1e3\nafii00208 2015\nafii08941 20a4\n" +
	"afii10017 410\nafii10018 411\nafii10019 412\nafii10020 413\nafii10021 414\nafii10022 415\nafii10023 401\n" +
	"afii10024 416\nafii10025 417\nafii10026 418\nafii10027 419\nafii10028 41a\nafii10029 41b\nafii10030 41c\n" +
	"afii10031 41d\nafii10032 41e\nafii10033 41f\nafii10034 420\nafii10035 421\nafii10036 422\nafii10037 423\n" +
	"afii10038 424\nafii10039 425\nafii10040 426\nafii10041 427\nafii10042 428\nafii10043 429\nafii10044 42a\n" +
	"afii10045 42b\nafii10046 42c\nafii10047 42d\nafii10048 42e\nafii10049 42f\nafii10051 402\nafii10052 403\n" +
	"afii10053 404\nafii10054 405\nafii10055 406\nafii10056 407\nafii10057 408\nafii10058 409\nafii10059 40a\n" +
	"afii10060 40b\nafii10061 40c\nafii10062 40e\nafii10065 430\nafii10066 431\nafii10067 432\nafii10068 433\n" +
	"afii10069 434\nafii10070 435\nafii10071 451\nafii10072 436\nafii10073 437\nafii10074 438\nafii10075 439\n" +
	"afii10076 43a\nafii10077 43b\nafii10078 43c\nafii10079 43d\nafii10080 43e\nafii10081 43f\nafii10082 440\n" +
	"afii10083 441\nafii10084 442\nafii10085 443\nafii10086 444\nafii10087 445\nafii10088 446\nafii10089 447\n" +
	"afii10090 448\nafii10091 449\nafii10092 44a\nafii10093 44b\nafii10094 44c\nafii10095 44d\nafii10096 44e\n" +
	"afii10097 44f\nafii10099 452\nafii10100 453\nafii10101 454\nafii10102 455\nafii10103 456\nafii10104 457\n" +
	"afii10105 458\nafii10106 459\nafii10107 45a\nafii10108 45b\nafii10109 45c\nafii10110 45e\nafii10145 40f\n" +
	"afii10193 45f\nafii299 200e\nafii300 200f\nafii301 200d\nafii57636 20aa\nafii57929 2bc\nafii61248 2105\n" +
	"afii61289 2113\nafii61352 2116\nafii61573 202c\nafii61574 202d\nafii61575 202e\nafii61664 200c\nafii64937 2bd\n" +
	"agrave e0\nainvertedbreve 203\naleph 2135\nallequal 224c\nalpha 3b1\nalphatonos 3ac\namacron 101\nampersand 26\n" +
	"angbracketleft 3008\nangbracketright 3009\nangle 2220\nangleleft 2329\nangleright 232a\nangstrom 212b\n" +
	"anoteleia 387\naogonek 105\naparen 249c\napostrophemod 2bc\napproaches 2250\napproxequal 2248\n" +
	"approxequalorimage 2252\napproximatelyequal 2245\narc 2312\naring e5\naringacute 1fb\narrowboth 2194\n" +
	"arrowdashdown 21e3\narrowdashleft 21e0\narrowdashright 21e2\narrowdashup 21e1\narrowdblboth 21d4\n" +
	"arrowdbldown 21d3\narrowdblleft 21d0\narrowdblright 21d2\narrowdblup 21d1\narrowdown 2193\narrowdownleft 2199\n" +
	"arrowdownright 2198\narrowdownwhite 21e9\narrowheaddownmod 2c5\narrowheadleftmod 2c2\narrowheadrightmod 2c3\n" +
	"arrowheadupmod 2c4\narrowleft 2190\narrowleftdbl 21d0\narrowleftdblstroke 21cd\narrowleftoverright 21c6\n" +
	"arrowleftwhite 21e6\narrowright 2192\narrowrightdblstroke 21cf\narrowrightoverleft 21c4\narrowrightwhite 21e8\n" +
	"arrowtableft 21e4\narrowtabright 21e5\narrowup 2191\narrowupdn 2195\narrowupdnbse 21a8\narrowupdownbase 21a8\n" +
	"arrowupleft 2196\narrowupleftofdown 21c5\narrowupright 2197\narrowupwhite 21e7\nasciicircum 5e\nasciitilde 7e\n" +
	"asterisk 2a\nasteriskmath 2217\nasterism 2042\nasymptoticallyequal 2243\nat 40\natilde e3\nb 62\nbackslash 5c\n" +
	"bar 7c\nbcircle 24d1\nbeamedsixteenthnotes 266c\nbecause 2235\nbecyrillic 431\nbeta 3b2\nbetasymbolgreek 3d0\n" +
	"blackcircle 25cf\nblackdiamond 25c6\nblackdownpointingtriangle 25bc\nblackleftpointingpointer 25c4\n" +
	"blackleftpointingtriangle 25c0\nblacklowerlefttriangle 25e3\nblacklowerrighttriangle 25e2\nblackrectangle 25ac\n" +
	"blackrightpointingpointer 25ba\nblackrightpointingtriangle 25b6\nblacksmallsquare 25aa\nblacksmilingface 263b\n" +
	"blacksquare 25a0\nblackstar 2605\nblackupperlefttriangle 25e4\nblackupperrighttriangle 25e5\n" +
	"blackuppointingsmalltriangle 25b4\nblackuppointingtriangle 25b2\nblank 2423\nblock 2588\nbparen 249d\nbraceleft 7b\n" +
	"braceright 7d\nbracketleft 5b\nbracketright 5d\nbreve 2d8\nbrevebelowcmb 32e\nbrevecmb 306\n" +
	"breveinvertedbelowcmb 32f\nbreveinvertedcmb 311\nbreveinverteddoublecmb 361\nbridgebelowcmb 32a\n" +
	"bridgeinvertedbelowcmb 33a\nbrokenbar a6\nbstroke 180\nbtopbar 183\nbullet 2022\nbulletinverse 25d8\n" +
	"bulletoperator 2219\nbullseye 25ce\nc 63\ncacute 107\ncandrabinducmb 310\ncapslock 21ea\ncareof 2105\ncaron 2c7\n" +
	"caronbelowcmb 32c\ncaroncmb 30c\ncarriagereturn 21b5\nccaron 10d\nccedilla e7\nccircle 24d2\nccircumflex 109\n" +
	"cdot 10b\ncdotaccent 10b\ncedilla b8\ncedillacmb 327\ncent a2\ncentigrade 2103\ncentoldstyle a2\nchecyrillic 447\n" +
	"chi 3c7\nchook 188\ncircle 25cb\ncirclemultiply 2297\ncircleot 2299\ncircleplus 2295\ncirclewithlefthalfblack 25d0\n" +
	"circlewithrighthalfblack 25d1\ncircumflex 2c6\ncircumflexbelowcmb 32d\ncircumflexcmb 302\nclear 2327\n" +
	"clickalveolar 1c2\nclickdental 1c0\nclicklateral 1c1\nclickretroflex 1c3\nclub 2663\nclubsuitblack 2663\n" +
	"clubsuitwhite 2667\ncolon 3a\ncolonmonetary 20a1\ncolonsign 20a1\ncolontriangularhalfmod 2d1\n" +
	"colontriangularmod 2d0\ncomma 2c\ncommaabovecmb 313\ncommaaboverightcmb 315\ncommaaccent 2c\n" +
	"commareversedabovecmb 314\ncommareversedmod 2bd\ncommaturnedabovecmb 312\ncommaturnedmod 2bb\ncompass 263c\n" +
	"congruent 2245\ncontourintegral 222e\ncontrol 2303\ncontrolDEL 7f\ncopyright a9\ncparen 249e\ncruzeiro 20a2\n" +
	"curlyand 22cf\ncurlyor 22ce\ncurrency a4\nd 64\ndagger 2020\ndaggerdbl 2021\ndblarchinvertedbelowcmb 32b\n" +
	"dblarrowleft 21d4\ndblarrowright 21d2\ndblgravecmb 30f\ndblintegral 222c\ndbllowline 2017\ndbllowlinecmb 333\n" +
	"dbloverlinecmb 33f\ndblprimemod 2ba\ndblverticalbar 2016\ndblverticallineabovecmb 30e\ndcaron 10f\ndcircle 24d3\n" +
	"dcroat 111\ndecyrillic 434\ndegree b0\ndeicoptic 3ef\ndeleteleft 232b\ndeleteright 2326\ndelta 3b4\n" +
	"deltaturned 18d\ndialytikatonos 385\ndialytikatonoscmb 344\ndiamond 2666\ndiamondsuitwhite 2662\ndieresis a8\n" +
	"dieresisbelowcmb 324\ndieresiscmb 308\ndieresistonos 385\ndivide f7\ndivides 2223\ndivisionslash 2215\n" +
	"djecyrillic 452\ndkshade 2593\ndmacron 111\ndnblock 2584\ndollar 24\ndollaroldstyle 24\ndollarsuperior 24\n" +
	"dong 20ab\ndotaccent 2d9\ndotaccentcmb 307\ndotbelowcmb 323\ndotbelowcomb 323\ndotlessi 131\ndotmath 22c5\n" +
	"dottedcircle 25cc\ndowntackbelowcmb 31e\ndowntackmod 2d5\ndparen 249f\ndtopbar 18c\ndz 1f3\ndzcaron 1c6\n" +
	"dzecyrillic 455\ndzhecyrillic 45f\ne 65\neacute e9\nearth 2641\nebreve 115\necaron 11b\necircle 24d4\n" +
	"ecircumflex ea\necyrillic 454\nedblgrave 205\nedieresis eb\nedot 117\nedotaccent 117\nefcyrillic 444\negrave e8\n" +
	"eight 38\neightcircle 2467\neighteencircle 2471\neighteenparen 2485\neighteenperiod 2499\neighthnotebeamed 266b\n" +
	"eightinferior 2088\neightoldstyle 38\neightparen 247b\neightperiod 248f\neightroman 2177\neightsuperior 2078\n" +
	"einvertedbreve 207\nelcyrillic 43b\nelement 2208\nelevencircle 246a\nelevenparen 247e\nelevenperiod 2492\n" +
	"elevenroman 217a\nellipsis 2026\nellipsisvertical 22ee\nemacron 113\nemcyrillic 43c\nemdash 2014\nemptyset 2205\n" +
	"encyrillic 43d\nendash 2013\neng 14b\nenspace 2002\neogonek 119\neparen 24a0\nepsilon 3b5\nepsilontonos 3ad\n" +
	"equal 3d\nequalsuperior 207c\nequivalence 2261\nercyrillic 440\nereversedcyrillic 44d\nescyrillic 441\n" +
	"eshreversedloop 1aa\nestimated 212e\neta 3b7\netatonos 3ae\neth f0\neturned 1dd\neuro 20ac\nexclam 21\n" +
	"exclamdbl 203c\nexclamdown a1\nexistential 2203\nezhcaron 1ef\nezhreversed 1b9\nezhtail 1ba\nf 66\nf_f fb00\n" +
	"f_f_i fb03\nf_f_l fb04\nf_i fb01\nf_l fb02\nfahrenheit 2109\nfcircle 24d5\nfeicoptic 3e5\nfemale 2640\nff fb00\n" +
	"ffi fb03\nffl fb04\nfi fb01\nfifteencircle 246e\nfifteenparen 2482\nfifteenperiod 2496\nfiguredash 2012\n" +
	"filledbox 25a0\nfilledrect 25ac\nfirsttonechinese 2c9\nfisheye 25c9\nfive 35\nfivecircle 2464\nfiveeighths 215d\n" +
	"fiveinferior 2085\nfiveoldstyle 35\nfiveparen 2478\nfiveperiod 248c\nfiveroman 2174\nfivesuperior 2075\nfl fb02\n" +
	"florin 192\nforall 2200\nfour 34\nfourcircle 2463\nfourinferior 2084\nfouroldstyle 34\nfourparen 2477\n" +
	"fourperiod 248b\nfourroman 2173\nfoursuperior 2074\nfourteencircle 246d\nfourteenparen 2481\nfourteenperiod 2495\n" +
	"fourthtonechinese 2cb\nfparen 24a1\nfraction 2044\nfranc 20a3\ng 67\ngacute 1f5\ngamma 3b3\ngammasuperior 2e0\n" +
	"gangiacoptic 3eb\ngbreve 11f\ngcaron 1e7\ngcedilla 123\ngcircle 24d6\ngcircumflex 11d\ngcommaaccent 123\ngdot 121\n" +
	"gdotaccent 121\ngecyrillic 433\ngeometricallyequal 2251\ngermandbls df\ngjecyrillic 453\nglottalinvertedstroke 1be\n" +
	"glottalstopmod 2c0\nglottalstopreversedmod 2c1\nglottalstopreversedsuperior 2e4\ngparen 24a2\ngradient 2207\n" +
	"grave 60\ngravebelowcmb 316\ngravecmb 300\ngravecomb 300\ngravelowmod 2ce\ngravetonecmb 340\ngreater 3e\n" +
	"greaterequal 2265\ngreaterequalorless 22db\ngreaterorequivalent 2273\ngreaterorless 2277\ngreateroverequal 2267\n" +
	"gstroke 1e5\nguillemotleft ab\nguillemotright bb\nguilsinglleft 2039\nguilsinglright 203a\nh 68\n" +
	"hardsigncyrillic 44a\nharpoonleftbarbup 21bc\nharpoonrightbarbup 21c0\nhbar 127\nhcircle 24d7\nhcircumflex 125\n" +
	"heart 2665\nheartsuitblack 2665\nheartsuitwhite 2661\nhhooksuperior 2b1\nhookabovecomb 309\nhookcmb 309\n" +
	"hookpalatalizedbelowcmb 321\nhookretroflexbelowcmb 322\nhoricoptic 3e9\nhorizontalbar 2015\nhorncmb 31b\n" +
	"hotsprings 2668\nhouse 2302\nhparen 24a3\nhsuperior 2b0\nhungarumlaut 2dd\nhungarumlautcmb 30b\nhv 195\nhyphen 2d\n" +
	"hyphenminus 2d\nhyphentwo 2010\ni 69\niacute ed\niacyrillic 44f\nibreve 12d\nicaron 1d0\nicircle 24d8\n" +
	"icircumflex ee\nicyrillic 456\nidblgrave 209\nidieresis ef\niecyrillic 435\nigrave ec\niicyrillic 438\n" +
	"iinvertedbreve 20b\niishortcyrillic 439\nij 133\nilde 2dc\nimacron 12b\nimageorapproximatelyequal 2253\n" +
	"increment 2206\ninfinity 221e\nintegral 222b\nintegralbottom 2321\nintegralbt 2321\nintegraltop 2320\n" +
	"integraltp 2320\nintersection 2229\ninvbullet 25d8\ninvcircle 25d9\ninvsmileface 263b\niocyrillic 451\niogonek 12f\n" +
	"iota 3b9\niotadieresis 3ca\niotadieresistonos 390\niotatonos 3af\niparen 24a4\nitilde 129\niucyrillic 44e\nj 6a\n" +
	"jcaron 1f0\njcircle 24d9\njcircumflex 135\njecyrillic 458\njparen 24a5\njsuperior 2b2\nk 6b\nkacyrillic 43a\n" +
	"kappa 3ba\nkappasymbolgreek 3f0\nkcaron 1e9\nkcedilla 137\nkcircle 24da\nkcommaaccent 137\nkgreenlandic 138\n" +
	"khacyrillic 445\nkheicoptic 3e7\nkhook 199\nkjecyrillic 45c\nkoroniscmb 343\nkparen 24a6\nl 6c\nlacute 13a\n" +
	"lambda 3bb\nlambdastroke 19b\nlargecircle 25ef\nlbar 19a\nlcaron 13e\nlcedilla 13c\nlcircle 24db\nlcommaaccent 13c\n" +
	"ldot 140\nldotaccent 140\nleftangleabovecmb 31a\nlefttackbelowcmb 318\nless 3c\nlessequal 2264\n" +
	"lessequalorgreater 22da\nlessorequivalent 2272\nlessorgreater 2276\nlessoverequal 2266\nlfblock 258c\nlira 20a4\n" +
	"lj 1c9\nljecyrillic 459\nlogicaland 2227\nlogicalnot ac\nlogicalnotreversed 2310\nlogicalor 2228\nlongs 17f\n" +
	"lowlinecmb 332\nlozenge 25ca\nlparen 24a7\nlslash 142\nlsquare 2113\nltshade 2591\nm 6d\nmacron af\n" +
	"macronbelowcmb 331\nmacroncmb 304\nmacronlowmod 2cd\nmale 2642\nmars 2642\nmcircle 24dc\nmiddot b7\nminus 2212\n" +
	"minusbelowcmb 320\nminuscircle 2296\nminusmod 2d7\nminusplus 2213\nminute 2032\nmparen 24a8\nmu b5\nmu1 b5\n" +
	"muchgreater 226b\nmuchless 226a\nmugreek 3bc\nmultiply d7\nmusicalnote 266a\nmusicalnotedbl 266b\n" +
	"musicflatsign 266d\nmusicsharpsign 266f\nn 6e\nnabla 2207\nnacute 144\nnapostrophe 149\nnbspace 20\nncaron 148\n" +
	"ncedilla 146\nncircle 24dd\nncommaaccent 146\nnewsheqelsign 20aa\nnine 39\nninecircle 2468\nnineinferior 2089\n" +
	"nineoldstyle 39\nnineparen 247c\nnineperiod 2490\nnineroman 2178\nninesuperior 2079\nnineteencircle 2472\n" +
	"nineteenparen 2486\nnineteenperiod 249a\nnj 1cc\nnjecyrillic 45a\nnlegrightlong 19e\nnonbreakingspace 20\n" +
	"notcontains 220c\nnotelement 2209\nnotelementof 2209\nnotequal 2260\nnotgreater 226f\nnotgreaternorequal 2271\n" +
	"notgreaternorless 2279\nnotidentical 2262\nnotless 226e\nnotlessnorequal 2270\nnotparallel 2226\nnotprecedes 2280\n" +
	"notsubset 2284\nnotsucceeds 2281\nnotsuperset 2285\nnparen 24a9\nnsuperior 207f\nntilde f1\nnu 3bd\nnullspace 20\n" +
	"numbersign 23\nnumeralsigngreek 374\nnumeralsignlowergreek 375\nnumero 2116\no 6f\noacute f3\nobreve 14f\n" +
	"ocaron 1d2\nocircle 24de\nocircumflex f4\nocyrillic 43e\nodblacute 151\nodblgrave 20d\nodieresis f6\noe 153\n" +
	"ogonek 2db\nogonekcmb 328\nograve f2\nohorn 1a1\nohungarumlaut 151\noi 1a3\noinvertedbreve 20f\nomacron 14d\n" +
	"omega 3c9\nomega1 3d6\nomegatonos 3ce\nomicron 3bf\nomicrontonos 3cc\none 31\nonecircle 2460\nonedotenleader 2024\n" +
	"oneeighth 215b\nonehalf bd\noneinferior 2081\noneoldstyle 31\noneparen 2474\noneperiod 2488\nonequarter bc\n" +
	"oneroman 2170\nonesuperior b9\nonethird 2153\noogonek 1eb\noogonekmacron 1ed\noparen 24aa\nopenbullet 25e6\n" +
	"option 2325\nordfeminine aa\nordmasculine ba\northogonal 221f\noslash f8\noslashacute 1ff\nostrokeacute 1ff\n" +
	"otilde f5\noverline 203e\noverlinecmb 305\noverscore af\np 70\npagedown 21df\npageup 21de\nparagraph b6\n" +
	"parallel 2225\nparenleft 28\nparenleftinferior 208d\nparenleftsuperior 207d\nparenright 29\n" +
	"parenrightinferior 208e\nparenrightsuperior 207e\npartialdiff 2202\npcircle 24df\npecyrillic 43f\npercent 25\n" +
	"period 2e\nperiodcentered b7\nperispomenigreekcmb 342\nperpendicular 22a5\nperthousand 2030\npeseta 20a7\nphi 3c6\n" +
	"phi1 3d5\nphisymbolgreek 3d5\nphook 1a5\npi 3c0\npisymbolgreek 3d6\nplus 2b\nplusbelowcmb 31f\npluscircle 2295\n" +
	"plusminus b1\nplusmod 2d6\nplussuperior 207a\npointingindexdownwhite 261f\npointingindexleftwhite 261c\n" +
	"pointingindexrightwhite 261e\npointingindexupwhite 261d\npparen 24ab\nprecedes 227a\nprescription 211e\n" +
	"primemod 2b9\nprimereversed 2035\nproduct 220f\nprojective 2305\npropellor 2318\npropersubset 2282\n" +
	"propersuperset 2283\nproportion 2237\nproportional 221d\npsi 3c8\nq 71\nqcircle 24e0\nqparen 24ac\n" +
	"quarternote 2669\nquestion 3f\nquestiondown bf\nquestiongreek 37e\nquotedbl 22\nquotedblbase 201e\n" +
	"quotedblleft 201c\nquotedblright 201d\nquoteleft 2018\nquoteleftreversed 201b\nquotereversed 201b\nquoteright 2019\n" +
	"quoterightn 149\nquotesinglbase 201a\nquotesingle 27\nr 72\nracute 155\nradical 221a\nratio 2236\nrcaron 159\n" +
	"rcedilla 157\nrcircle 24e1\nrcommaaccent 157\nrdblgrave 211\nreferencemark 203b\nreflexsubset 2286\n" +
	"reflexsuperset 2287\nregistered ae\nreversedtilde 223d\nrevlogicalnot 2310\nrho 3c1\nrhookturnedsuperior 2b5\n" +
	"rhosymbolgreek 3f1\nrhotichookmod 2de\nrightangle 221f\nrighttackbelowcmb 319\nrighttriangle 22bf\nring 2da\n" +
	"ringbelowcmb 325\nringcmb 30a\nringhalfleft 2bf\nringhalfleftbelowcmb 31c\nringhalfleftcentered 2d3\n" +
	"ringhalfright 2be\nringhalfrightbelowcmb 339\nringhalfrightcentered 2d2\nrinvertedbreve 213\nrparen 24ad\n" +
	"rtblock 2590\nrturnedsuperior 2b4\ns 73\nsacute 15b\nscaron 161\nscedilla 15f\nscircle 24e2\nscircumflex 15d\n" +
	"scommaaccent 219\nseagullbelowcmb 33c\nsecond 2033\nsecondtonechinese 2ca\nsection a7\nsemicolon 3b\nseven 37\n" +
	"sevencircle 2466\nseveneighths 215e\nseveninferior 2087\nsevenoldstyle 37\nsevenparen 247a\nsevenperiod 248e\n" +
	"sevenroman 2176\nsevensuperior 2077\nseventeencircle 2470\nseventeenparen 2484\nseventeenperiod 2498\nsfthyphen ad\n" +
	"shacyrillic 448\nshade 2592\nshadedark 2593\nshadelight 2591\nshademedium 2592\nshchacyrillic 449\nsheicoptic 3e3\n" +
	"sheqel 20aa\nsheqelhebrew 20aa\nshimacoptic 3ed\nsigma 3c3\nsigma1 3c2\nsigmafinal 3c2\nsigmalunatesymbolgreek 3f2\n" +
	"similar 223c\nsix 36\nsixcircle 2465\nsixinferior 2086\nsixoldstyle 36\nsixparen 2479\nsixperiod 248d\n" +
	"sixroman 2175\nsixsuperior 2076\nsixteencircle 246f\nsixteenparen 2483\nsixteenperiod 2497\nslash 2f\nslong 17f\n" +
	"smileface 263a\nsofthyphen ad\nsoftsigncyrillic 44c\nsoliduslongoverlaycmb 338\nsolidusshortoverlaycmb 337\n" +
	"space 20\nspacehackarabic 20\nspade 2660\nspadesuitblack 2660\nspadesuitwhite 2664\nsparen 24ae\n" +
	"squarebelowcmb 33b\nsquarediagonalcrosshatchfill 25a9\nsquarehorizontalfill 25a4\n" +
	"squareorthogonalcrosshatchfill 25a6\nsquareupperlefttolowerrightfill 25a7\nsquareupperrighttolowerleftfill 25a8\n" +
	"squareverticalfill 25a5\nsquarewhitewithsmallblack 25a3\nsterling a3\nstrokelongoverlaycmb 336\n" +
	"strokeshortoverlaycmb 335\nsubset 2282\nsubsetnotequal 228a\nsubsetorequal 2286\nsucceeds 227b\nsuchthat 220b\n" +
	"summation 2211\nsun 263c\nsuperset 2283\nsupersetnotequal 228b\nsupersetorequal 2287\nt 74\ntackdown 22a4\n" +
	"tackleft 22a3\ntau 3c4\ntbar 167\ntcaron 165\ntcedilla 163\ntcircle 24e3\ntcommaaccent 163\ntecyrillic 442\n" +
	"telephone 2121\ntelephoneblack 260e\ntencircle 2469\ntenparen 247d\ntenperiod 2491\ntenroman 2179\n" +
	"thereexists 2203\ntherefore 2234\ntheta 3b8\ntheta1 3d1\nthetasymbolgreek 3d1\nthirteencircle 246c\n" +
	"thirteenparen 2480\nthirteenperiod 2494\nthook 1ad\nthorn fe\nthree 33\nthreecircle 2462\nthreeeighths 215c\n" +
	"threeinferior 2083\nthreeoldstyle 33\nthreeparen 2476\nthreeperiod 248a\nthreequarters be\nthreeroman 2172\n" +
	"threesuperior b3\ntilde 2dc\ntildebelowcmb 330\ntildecmb 303\ntildecomb 303\ntildedoublecmb 360\n" +
	"tildeoperator 223c\ntildeoverlaycmb 334\ntildeverticalcmb 33e\ntimescircle 2297\ntonebarextrahighmod 2e5\n" +
	"tonebarextralowmod 2e9\ntonebarhighmod 2e6\ntonebarlowmod 2e8\ntonebarmidmod 2e7\ntonefive 1bd\ntonesix 185\n" +
	"tonetwo 1a8\ntonos 384\ntpalatalhook 1ab\ntparen 24af\ntrademark 2122\ntriagdn 25bc\ntriaglf 25c4\ntriagrt 25ba\n" +
	"triagup 25b2\ntsecyrillic 446\ntshecyrillic 45b\ntwelvecircle 246b\ntwelveparen 247f\ntwelveperiod 2493\n" +
	"twelveroman 217b\ntwentycircle 2473\ntwentyparen 2487\ntwentyperiod 249b\ntwo 32\ntwocircle 2461\n" +
	"twodotenleader 2025\ntwodotleader 2025\ntwoinferior 2082\ntwooldstyle 32\ntwoparen 2475\ntwoperiod 2489\n" +
	"tworoman 2171\ntwostroke 1bb\ntwosuperior b2\ntwothirds 2154\nu 75\nuacute fa\nubreve 16d\nucaron 1d4\n" +
	"ucircle 24e4\nucircumflex fb\nucyrillic 443\nudblacute 171\nudblgrave 215\nudieresis fc\nudieresisacute 1d8\n" +
	"udieresiscaron 1da\nudieresisgrave 1dc\nudieresismacron 1d6\nugrave f9\nuhorn 1b0\nuhungarumlaut 171\n" +
	"uinvertedbreve 217\numacron 16b\nunderscore 5f\nunderscoredbl 2017\nunion 222a\nuniversal 2200\nuogonek 173\n" +
	"uparen 24b0\nupblock 2580\nupsilon 3c5\nupsilondieresis 3cb\nupsilondieresistonos 3b0\nupsilontonos 3cd\n" +
	"uptackbelowcmb 31d\nuptackmod 2d4\nuring 16f\nushortcyrillic 45e\nutilde 169\nv 76\nvcircle 24e5\nvecyrillic 432\n" +
	"venus 2640\nverticalbar 7c\nverticallineabovecmb 30d\nverticallinebelowcmb 329\nverticallinelowmod 2cc\n" +
	"verticallinemod 2c8\nvparen 24b1\nw 77\nwcircle 24e6\nwcircumflex 175\nweierstrass 2118\nwhitebullet 25e6\n" +
	"whitecircle 25cb\nwhitecircleinverse 25d9\nwhitediamond 25c7\nwhitediamondcontainingblacksmalldiamond 25c8\n" +
	"whitedownpointingsmalltriangle 25bf\nwhitedownpointingtriangle 25bd\nwhiteleftpointingsmalltriangle 25c3\n" +
	"whiteleftpointingtriangle 25c1\nwhiterightpointingsmalltriangle 25b9\nwhiterightpointingtriangle 25b7\n" +
	"whitesmallsquare 25ab\nwhitesmilingface 263a\nwhitesquare 25a1\nwhitestar 2606\nwhitetelephone 260f\n" +
	"whiteuppointingsmalltriangle 25b5\nwhiteuppointingtriangle 25b3\nwon 20a9\nwparen 24b2\nwsuperior 2b7\nwynn 1bf\n" +
	"x 78\nxabovecmb 33d\nxcircle 24e7\nxi 3be\nxparen 24b3\nxsuperior 2e3\ny 79\nyacute fd\nycircle 24e8\n" +
	"ycircumflex 177\nydieresis ff\nyen a5\nyericyrillic 44b\nyhook 1b4\nyicyrillic 457\nyinyang 262f\nyotgreek 3f3\n" +
	"yparen 24b4\nypogegrammeni 37a\nypogegrammenigreekcmb 345\nyr 1a6\nysuperior 2b8\nz 7a\nzacute 17a\nzcaron 17e\n" +
	"zcircle 24e9\nzdot 17c\nzdotaccent 17c\nzecyrillic 437\nzero 30\nzeroinferior 2080\nzerooldstyle 30\n" +
	"zerosuperior 2070\nzerowidthnonjoiner 200c\nzerowidthspace 200b\nzeta 3b6\nzhecyrillic 436\nzparen 24b5\n" +
	"zstroke 1b6\n"
