// Written by ScreenTests with BAUTA_UPDATE_SCREENS=1, then read by a person. Long, since it holds
// whole screens and nothing else.
// swift-format-ignore-file

let expectedScreens: [String: String] = [
"agreement": #"""
 bauta  demo   heads . 20 subjects . NBV                               all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ quickshear against full: NBV in ml ------------------------------------------+
|difference, ml                                                                |
|   |:   :   :   :   :   :   :   :   :   :   :   :   :   :   :   :             |
|  5+- - - -o- - - - - - - - - - - - -oo - - - - - - - - - - - - -o-  +LoA 4.8 |
|  0+=====o========oo========o================oo========o============ bias -1.1|
|   |  :   :   :   :   :   oo  :   : o :   :   :   :  o:   :   :o  :           |
| -5+- @ - - - - -o- - - - - - - - - - - - - o - - - - o - - - - - -  -LoA -7.0|
|-10+  :   :   :   :   :   :   :   :   :   :   :   :   :   :   :   :           |
|   +----+--------------+-------------+-------------+-------------+--          |
|      1400           1420          1440          1460          1480           |
|                                     mean of full and quickshear, ml          |
+ n = 20 of 20 complete -------------------------------------------------------+
+ agreement, cohort heads: 20 of 20 complete ----------------------------------+
| method             n      difference (95 % CI)      p  p Holm                |
| quickshear  20 of 20     -1.09 (-2.49 to 0.31)  0.120   0.120                |
| noise       20 of 20  -0.010 (-0.166 to 0.146)  0.894     n/a                |
| method                   ICC(A,1) (95 % CI)     failed of tried (95 % CI)    |
| quickshear        0.9927 (0.9813 to 0.9971)  0 of 20, 0.0 % (0.0 to 16.1)    |
| noise       0.999920 (0.999799 to 0.999968)  0 of 20, 0.0 % (0.0 to 16.1)    |
| quickshear: limits -7.0 to +4.8 ml, beyond the floor of noise (0.7 ml)       |
+ columns 1-2 of 3, Left Right  controls, the floor: noise --------------------+
 j/k subject  m method  r rerun  R rerun failed  L log          ? help  q quit
"""#,
"agreement-empty": #"""
 bauta  demo   heads . 6 subjects . NBV                  18 waiting . no engine
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ quickshear against full: NBV in ml ------------------------------------------+
|                                                                              |
|                                                                              |
|                                                                              |
|                                                                              |
|                                                                              |
|                                                                              |
|             no subject has come to its end yet; the plot grows               |
|             as they do                                                       |
|                                                                              |
|                                                                              |
|                                                                              |
|                                                                              |
|                                                                              |
|                                                                              |
|                                                                              |
|                                                                              |
+ n = 0 of 6 complete, 6 open -------------------------------------------------+
+ agreement, cohort heads: 0 of 6 complete, 6 open ----------------------------+
| no subject has come to its end yet                                           |
+ controls, the floor: noise --------------------------------------------------+
 j/k subject  m method  r rerun  R rerun failed  L log          ? help  q quit
"""#,
"agreement-wide": #"""
 bauta  demo   heads · 20 subjects · NBV                                                                                                               all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
┌ quickshear against full: NBV in ml ──────────────────────────────────────────────────────────┐┌ ICC(A,1) with 95 % interval ─────────────────────────────────┐
│difference, ml                                                                                ││quickshear│ ├───────────────●─────┤   ┊   0.993 [0.981, 0.997]│
│   │                                                                                          ││noise     │                           ●   1.000 [1.000, 1.000]│
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││          └───────────────────────────┬─                      │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                    1.00                      │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│  5┤╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ +LoA 4.8 ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │                                           •                                •             ││                                                              │
│   │                              •                                                           ││                                                              │
│   │                 •                                              •                         ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│  0┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈•┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈•┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 0        ││                                                              │
│   │━━━━━━•━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━•━━━━━━━━━━━━━━━━━━━━━━━━━━ bias -1.1││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          │└──────────────────────────────────────────────────────────────┘
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          │┌ subjects ────────────────────────────────────────────────────┐
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░          ││ sub-01                                                       │
│   │                                                                                          ││ full        1400.0 ml                                        │
│   │                             •                                •                           ││ quickshear  1394.5 ml                                        │
│   │                •                                              •                          ││ noise       1399.5 ml                                        │
│ -5┤░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││ quickshear -5.5 ml, beyond the floor of noise (0.7 ml)       │
│   │░░░◉░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ -LoA -7.0││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│-10┤░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │                                                                                          ││                                                              │
│   └──────┬────────────────┬─────────────────┬─────────────────┬────────────────┬───          ││                                                              │
│        1400             1420              1440              1460             1480            ││                                                              │
│                                                     mean of full and quickshear, ml          ││                                                              │
└ n = 20 of 20 complete ───────────────────────────────────────────────────────────────────────┘└──────────────────────────────────────────────────────────────┘
┌ agreement, cohort heads: 20 of 20 complete ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
│ method             n      difference (95 % CI)      p  p Holm               ICC(A,1) (95 % CI)     failed of tried (95 % CI)  full mean ± SD                 │
│ quickshear  20 of 20     -1.09 (-2.49 to 0.31)  0.120   0.120        0.9927 (0.9813 to 0.9971)  0 of 20, 0.0 % (0.0 to 16.1)   1438.0 ± 25.7                 │
│ noise       20 of 20  -0.010 (-0.166 to 0.146)  0.894     n/a  0.999920 (0.999799 to 0.999968)  0 of 20, 0.0 % (0.0 to 16.1)   1438.0 ± 25.7                 │
│ method      defaced mean ± SD  limits of agreement                                                                                                           │
│ quickshear      1436.9 ± 25.8        -6.95 to 4.77                                                                                                           │
│ noise           1438.0 ± 25.7      -0.661 to 0.641                                                                                                           │
│ quickshear: limits -7.0 to +4.8 ml, beyond the floor of noise (0.7 ml)                                                                                       │
└ controls, the floor: noise ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
 j/k subject  m method  r rerun  R rerun failed  L log                                                                                          ? help  q quit
"""#,
"changed": #"""
 bauta  demo   the study has changed; q and open again . | 1 running . 2 failed
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|>sub-01     v v v ||                            ||                            |
| sub-02     v x v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-03     x - - ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-04     v * v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-05     v . . ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
| sub-06     v . . ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|                  ||Axxxxxxxx@@@@@%@@@%@@@%@+  P||Axxxxxxxx@@@@@%@@@%@@@%@+  P|
|                  ||xxxxxxxxx%@@@%@@@@@@@@@@+   ||xxxxxxxxx%@@@%@@@@@@@@@@+   |
|                  ||xxxxxxxxx@@@@@%@@@%@@%%@+   ||xxxxxxxxx@@@@@%@@@%@@%%@+   |
|                  ||xxxxxxxxx%@@@%@@@@@%@@@@+   ||xxxxxxxxx%@@@%@@@@@%@@@@+   |
|                  ||xxxxxxxxx@@@@@@@@@@@@@@@+   ||xxxxxxxxx@@@@@@@@@@@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.5 ml)   |
+ 1/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"changed-lowest": #"""
 bauta  demo   the study has changed; q and open again . PAUSED
+ subjects --------++ full . ------------++ quickshear . ------+
|            F Q N ||                    ||                    |
|>sub-01     . . . ||          S         ||                    |
| sub-02     . . . ||                    ||                    |
| sub-03     . . . ||   +@@@@@@@@@@@@@+  ||                    |
| sub-04     . . . ||   +@@@@@@%@%@%@@+  ||                    |
| sub-05     . . . ||   =@@@@@@@@@@@%@+  || the study has      |
| sub-06     . . . ||A-*#@@%@%@%@@@@@@+ P|| changed; q and     |
|                  || #@@@@@@@@@%@%@@@+  || open again         |
|                  ||   =@@%@@@@@@@%@@+  ||                    |
|                  ||   +@@@@@@@@@@@@@+  ||                    |
|                  ||                    ||                    |
|                  ||          I         ||                    |
|                  ||                    ||                    |
|                  ||                    ||                    |
+ 1/6  6 open -----++ x=+0.0 mm ---------++ waiting -----------+
 j/k subject  m method  s/c/a plane  [ ] slice  ? help  q quit
"""#,
"changed-wide": #"""
 bauta  demo   heads · 6 subjects · NBV                    the study has changed; q and open again · ⠋ 1 running · 2 failed · 4 waiting · 2 blocked · 1:35 left
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
┌ subjects ────────────────────┐┌ full ✓ ──────────────────────────────────────────────────────┐┌ quickshear ✓ ────────────────────────────────────────────────┐
│                        F Q N ││                                                              ││                                                              │
│▶sub-01                 ✓ ✓ ✓ ││                                                              ││                                                              │
│ sub-02                 ✓ ✗ ✓ ││                                                              ││                                                              │
│ sub-03                 ✗ – – ││                                                              ││                                                              │
│ sub-04                 ✓ ● ✓ ││                                                              ││                                                              │
│ sub-05                 ✓ · · ││                               S                              ││                               S                              │
│ sub-06                 ✓ · · ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││          :%%%####%%%%###%%%%####%%%%####%%%%####%%%%#:       ││          :%%%####%%%%###%%%%####%%%%####%%%%####%%%%#:       │
│                              ││          :%%##%%@@%%##%@@%%###%@@%%##%%@@%%##%%@@%%##:       ││          :%%##%%@@%%##%@@%%###%@@%%##%%@@%%##%%@@%%##:       │
│                              ││          .##%%@%%###%%@%%###%%@%%###%@%%%##%%@%%###%%:       ││          .##%%@%%###%%@%%###%%@%%###%@%%%##%%@%%###%%:       │
│                              ││          .%%@%%###%%@%%###%@%%%###%@%%%##%%@%%###%%@%:       ││          .%%@%%###%%@%%###%@%%%###%@%%%##%%@%%###%%@%:       │
│                              ││          :%@%###%%@%%###%%@%%###%@%%%##%%@%%###%%@%%#:       ││          :%@%###%%@%%###%%@%%###%@%%%##%%@%%###%%@%%#:       │
│                              ││          .%%##%%@%%###%%@%%###%%@%%##%%@%%###%%@%%###:       ││          .%%##%%@%%###%%@%%###%%@%%##%%@%%###%%@%%###:       │
│                              ││          .##%%@%%###%@%%%###%@%%%##%%@%%###%%@%%###%@:       ││          .##%%@%%###%@%%%###%@%%%##%%@%%###%%@%%###%@:       │
│                              ││          .%%@%%###%%@%%###%@%%%##%%@%%###%%@%%###%%@%:       ││          .%%@%%###%%@%%###%@%%%##%%@%%###%%@%%###%%@%:       │
│                              ││          :%%%###%%@%%###%%@%%##%%@%%###%%@%%###%%@%%#:       ││          :%%%###%%@%%###%%@%%##%%@%%###%%@%%###%%@%%#:       │
│                              ││xxxxxxxxxxxxxxxxxx%%###%@@%%###%@%%###%%@%%###%%@%%###:       ││xxxxxxxxxxxxxxxxxx%%###%@@%%###%@%%###%%@%%###%%@%%###:       │
│                              ││xxxxxxxxxxxxxxxxxx###%@%%%##%%@%%###%%@%%###%%%%%###%@-       ││xxxxxxxxxxxxxxxxxx###%@%%%##%%@%%###%%@%%###%%%%%###%@-       │
│                              ││Axxxxxxxxxxxxxxxxx#%@%%%##%%@%%###%%@%%###%%@%%###%@@%:      P││Axxxxxxxxxxxxxxxxx#%@%%%##%%@%%###%%@%%###%%@%%###%@@%:      P│
│                              ││xxxxxxxxxxxxxxxxxx%@%%###%@%%###%%@%%###%%@%%###%%@%%#:       ││xxxxxxxxxxxxxxxxxx%@%%###%@%%###%%@%%###%%@%%###%%@%%#:       │
│                              ││xxxxxxxxxxxxxxxxxx%%##%%@%%###%%@%%###%%%%%###%@%%%###:       ││xxxxxxxxxxxxxxxxxx%%##%%@%%###%%@%%###%%%%%###%@%%%###:       │
│                              ││xxxxxxxxxxxxxxxxxx##%%@%%###%%@%%###%%@%%###%@%%%##%%@-       ││xxxxxxxxxxxxxxxxxx##%%@%%###%%@%%###%%@%%###%@%%%##%%@-       │
│                              ││xxxxxxxxxxxxxxxxxx%%@%%###%%@%%###%%@%%###%%@%%##%%@@%:       ││xxxxxxxxxxxxxxxxxx%%@%%###%%@%%###%%@%%###%%@%%##%%@@%:       │
│                              ││xxxxxxxxxxxxxxxxxx@%%###%%@%%###%%@%%###%@@%%###%@%%%#:       ││xxxxxxxxxxxxxxxxxx@%%###%%@%%###%%@%%###%@@%%###%@%%%#:       │
│                              ││xxxxxxxxxxxxxxxxxx%###%%@%%###%%@%%###%@%%%##%%@%%###%:       ││xxxxxxxxxxxxxxxxxx%###%%@%%###%%@%%###%@%%%##%%@%%###%:       │
│                              ││xxxxxxxxxxxxxxxxxx##%%@%%###%%@%%###%%@%%##%%@%%###%%@-       ││xxxxxxxxxxxxxxxxxx##%%@%%###%%@%%###%%@%%##%%@%%###%%@-       │
│                              ││xxxxxxxxxxxxxxxxxx%%@%%###%%@%%###%%@%%###%@%%###%%@%%:       ││xxxxxxxxxxxxxxxxxx%%@%%###%%@%%###%%@%%###%@%%###%%@%%:       │
│                              ││xxxxxxxxxxxxxxxxxx@@%%##%@@%%##%%@@%%##%%@@%%##%@@@%%#:       ││xxxxxxxxxxxxxxxxxx@@%%##%@@%%##%%@@%%##%%@@%%##%@@@%%#:       │
│                              ││xxxxxxxxxxxxxxxxxx%####%%%%###%%%%####%%%%####%%%%####:       ││xxxxxxxxxxxxxxxxxx%####%%%%###%%%%####%%%%####%%%%####:       │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││                               I                              ││                               I                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              │└ sagittal  x=+0.0 mm ─────────────────────────────────────────┘└ removed 14.8 % of head  brain 0 voxels ──────────────────────┘
│                              │┌ sub-01 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
│                              ││ NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %)                                                                     │
│                              ││ quickshear -5.5 ml, beyond the floor of noise (0.5 ml)                                                                       │
└ 1/6  2 failed  3 open ───────┘└──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay  b blink  r rerun  R rerun failed  L log                                              ? help  q quit
"""#,
"choice": #"""
 bauta  demo       1 interrupted . 2 failed . 4 waiting . 2 blocked . no engine
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|>sub-01     v v v ||                            ||                            |
| sub-02     v x v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-03     x - - ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-04     v ~ v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-05     v . . ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
| sub-06     v . . ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|         + put failed tasks back -----------------------------------+@@@%@+  P|
|         |> of the cohort heads                              2 tasks|@@@@@+   |
|         |  by gate-face-left                                2 tasks|@@%%@+   |
|         |  all of the study                                 2 tasks|%@@@@+   |
|         + j/k choose  Enter does it  Esc closes -------------------+@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.5 ml)   |
+ 1/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"command": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|>sub-01     v v v ||                            ||                            |
| sub-02     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-03     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-04     v v v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-05     v v v ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
| sub-06     v v v ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|                  ||Axxxxxxxx@@@@@%@@@%@@@%@+  P||Axxxxxxxx@@@@@%@@@%@@@%@+  P|
|                  ||xxxxxxxxx%@@@%@@@@@@@@@@+   ||xxxxxxxxx%@@@%@@@@@@@@@@+   |
|                  ||xxxxxxxxx@@@@@%@@@%@@%%@+   ||xxxxxxxxx@@@@@%@@@%@@%%@+   |
|                  ||xxxxxxxxx%@@@%@@@@@%@@@@+   ||xxxxxxxxx%@@@%@@@@@%@@@@+   |
|                  ||xxxxxxxxx@@@@@@@@@@@@@@@+   ||xxxxxxxxx@@@@@@@@@@@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
:plane.   plane.sagittal  plane.coronal  plane.axial  plane.three
"""#,
"confirm": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|>sub-01     v v v ||                            ||                            |
| sub-02     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-03     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-04     v v v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-05     v v v ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
| sub-06+ sure? -------------------------------------------------------+@@@+   |
|       |                                                              |@%@+  P|
|       | Rerun 1 finished task of this subject? The results so far    |@@@+   |
|       | are discarded.                                               |%%@+   |
|       |                                                              |@@@+   |
|       + y yes   n no ------------------------------------------------+@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"face": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full ----------------------++ quickshear C --------------+
|            F Q N ||            :=-:            ||            :=-:            |
|>sub-01     v v v ||          :@@@@%+           ||          :@@@@%+           |
| sub-02     v v v ||          @@@@@%*-          ||          @......-          |
| sub-03     v v v ||         -@@@@%#*-.         ||         -@......-.         |
| sub-04     v v v ||         :#%%@#*=:          ||         :#xxxxxx:          |
| sub-05     v v v ||          +*#%*::.          ||          +.......          |
| sub-06     v v v ||           :--..            ||           :....            |
|                  ||                            ||                            |
|                  ||                            ||                            |
|                  |+ turned 0, up 0 deg --------++----------------------------+
|                  |+ sub-01: C, face still there, or to be found again -------+
|                  || zone       grade  <2 mm  mean mm  in view                |
|                  || eyes       C       97 %      0.3    100 %                |
|                  || nose       A        0 %     31.0    100 %                |
|                  || mouth      A        0 %     31.0    100 %                |
|                  || chin       N        0 %     31.0     10 %                |
|                  || cheeks     A        0 %     31.0    100 %                |
|                  || (forehead) A        0 %     31.0    100 %                |
|                  || (ears)     C       97 %      0.3    100 %                |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  h turn  0 front  o zones  r rerun       ? help  q quit
"""#,
"face-turned": #"""
 bauta  demo   heads . 6 subjects . NBV                                                                        all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects ------------++ full ----------------------------------------++ quickshear C --------------------------------+
|                F Q N ||                                              ||                                              |
|>sub-01         v v v ||                  .:=-=:.                     ||                  .:=-=:.                     |
| sub-02         v v v ||               +#@@@@@@@@%*-                  ||               +#@@@@@@@@%*-                  |
| sub-03         v v v ||            .*@@@@@@@@@@@%%##=                ||            .*@@@@@@@@@@@%%##=                |
| sub-04         v v v ||           =@@@@@@@@@@@@@@%%#*=.              ||           =@@@@@@@@@@@@@.....=.              |
| sub-05         v v v ||          +@@@@@@@@@@@@@@%@%##*=              ||          +@@@@@@@@@@@@@@.......              |
| sub-06         v v v ||         :%@@@@@@@@@@@@@@@%%##++:             ||         :%@@@@@@@@@@@@@@........             |
|                      ||         #@%@@@@@@@@@@@@@%%#%**=-             ||         #@%@@@@xxx@@@@@@%.......             |
|                      ||         %%%%@@@@@@@@@@@%%%##*+=.             ||         %%xxxxxxxxx@@@@%%%xxxxx:             |
|                      ||         #%%%%@@@@@@@%@%%%%##**=:             ||         #%xxxxxxxxx@%@%%%xxxxx..             |
|                      ||         *#%%%%%%@%%%%%%##***%@@@@#-          ||         *#%xxxxxxxx%%%%##...x..x             |
|                      ||         .##%#%%%%%%%%%###*+*##%@%*-          ||         .##%#%%%%%%%%%..........             |
|                      ||          :**#########*#**+=:.....            ||          :**#########*.........              |
|                      ||           .++**#*#****++==:..                ||           .++**#*#***........                |
|                      ||             :-==+=+==--::..                  ||             :-==+=+==--....                  |
|                      ||                ..:::....                     ||                ..:::....                     |
|                      ||                                              ||                                              |
|                      ||                                              ||                                              |
|                      ||                                              ||                                              |
|                      ||                                              ||                                              |
|                      |+ turned 60, up 15 deg ------------------------++----------------------------------------------+
|                      |+ sub-01: C, face still there, or to be found again -------------------------------------------+
|                      || zone       grade  <2 mm  mean mm  in view                                                    |
|                      || eyes       C       97 %      0.3    100 %                                                    |
|                      || nose       A        0 %     31.0    100 %                                                    |
|                      || mouth      A        0 %     31.0    100 %                                                    |
|                      || chin       N        0 %     31.0     10 %                                                    |
|                      || cheeks     A        0 %     31.0    100 %                                                    |
|                      || (forehead) A        0 %     31.0    100 %                                                    |
|                      || (ears)     C       97 %      0.3    100 %                                                    |
|                      || eyes (C): 97 % of its skin lie within 2 mm of where they lay.                                |
+ 1/6 -----------------++----------------------------------------------------------------------------------------------+
 j/k subject  m method  h turn  0 front  o zones  r rerun  R rerun failed  L log                        ? help  q quit
"""#,
"face-waiting": #"""
 bauta  demo   heads . 6 subjects . NBV                              18 waiting
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full ----------------------++ quickshear ----------------+
|            F Q N ||            :=-:            ||                            |
|>sub-01     . . . ||          :@@@@%+           ||                            |
| sub-02     . . . ||          @@@@@%*-          ||                            |
| sub-03     . . . ||         -@@@@%#*-.         ||                            |
| sub-04     . . . ||         :#%%@#*=:          || not made yet               |
| sub-05     . . . ||          +*#%*::.          ||                            |
| sub-06     . . . ||           :--..            ||                            |
|                  ||                            ||                            |
|                  ||                            ||                            |
|                  |+ turned 0, up 0 deg --------++----------------------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || nothing to compare yet                                   |
|                  ||                                                          |
|                  ||                                                          |
|                  ||                                                          |
|                  ||                                                          |
|                  ||                                                          |
|                  ||                                                          |
|                  ||                                                          |
+ 1/6  6 open -----++----------------------------------------------------------+
 j/k subject  m method  h turn  0 front  o zones  r rerun       ? help  q quit
"""#,
"help": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ + keys --------------------------------------------------------------------+-+
| | j Down      Goes to the next subject.                                    | |
|>| k Up        Goes to the subject before.                                  | |
| | PgDn        Goes one page on.                                            | |
| | PgUp        Goes one page back.                                          | |
| | ^D          Goes half a page on.                                         | |
| | ^U          Goes half a page back.                                       | |
| | g Home      Goes to the first subject.                                   | |
| | G End       Goes to the last subject.                                    |P|
| | /           Searches for a subject by its label.                         | |
| | n           Goes to the next subject that matches.                       | |
| | N           Goes to the match before.                                    | |
| | Space       Marks the row, or takes its mark away; rerun and cancel act  | |
| |             on marked rows.                                              | |
| | y           Copies the value under the cursor where the terminal can,    | |
| |             and says it.                                                 | |
| | Tab         Goes to the next cohort.                                     |-+
| | S-Tab       Goes to the cohort before.                                   |-+
| | m           Shows the next method or control.                            | |
| | M           Shows the method or control before.                          | |
+ + j/k scroll  / search  Esc closes  72 more below -------------------------+-+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"help-search": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|>sub-01     v v v ||                            ||                            |
| sub-02     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| + keys with 'slice' -------------------------------------------------------+ |
| | 1           Shows the view Slices.                                       | |
| | Enter       Opens what the cursor is on in the slices.  (Agreement,      | |
| |             Queue, Matrix)                                               | |
| | Esc         Closes what lies above; else drops marks, goes back to the   |P|
| |             slices, then to both pictures.                               | |
| | ] Right     Goes one slice on.                                           | |
| | [ Left      Goes one slice back.                                         | |
| | }           Goes ten slices on.                                          | |
| | {           Goes ten slices back.                                        | |
| | d           Shows the picture of a step that failed, or the slices in    | |
| |             its place.  (no step that is drawn has failed here)          | |
| + j/k scroll  / search  Esc closes ----------------------------------------+-+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
/slice   Enter keeps the words, Esc drops them
"""#,
"journal": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ log -------------------------------------------------------------------------+
|time       subject    method      step      try    took state                 |
|00:17:03 v sub-23     quickshear  deface      1    23 s done                  |
|00:17:04 v sub-24     quickshear  measure     1    24 s done                  |
|00:17:05 x sub-25     quickshear  deface      1    25 s gate-face-left        |
|00:17:06 v sub-26     quickshear  measure     1    26 s done                  |
|00:17:07 v sub-27     quickshear  deface      1    27 s done                  |
|00:17:08 v sub-28     quickshear  measure     1    28 s done                  |
|00:17:09 v sub-29     quickshear  deface      1    29 s done                  |
|00:17:10 x sub-30     quickshear  measure     1    30 s gate-face-left        |
|00:17:11 v sub-31     quickshear  deface      1    31 s done                  |
|00:17:12 v sub-32     quickshear  measure     1    32 s done                  |
|00:17:13 v sub-33     quickshear  deface      1    33 s done                  |
|00:17:14 v sub-34     quickshear  measure     1    34 s done                  |
|00:17:15 x sub-35     quickshear  deface      1    35 s gate-face-left        |
|00:17:16 v sub-36     quickshear  measure     1    36 s done                  |
|00:17:17 v sub-37     quickshear  deface      1    37 s done                  |
|00:17:18 v sub-38     quickshear  measure     1    38 s done                  |
|00:17:19 v sub-39     quickshear  deface      1    39 s done                  |
|00:17:20 x sub-40     quickshear  measure     1    40 s gate-face-left        |
+ 40 of 40, older ones in journal.jsonl, follows ------------------------------+
 j/k line  R rerun failed  L log  / search  Enter open          ? help  q quit
"""#,
"journal-wide": #"""
 bauta  demo   heads · 6 subjects · NBV                                                                                                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
┌ log ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
│time                host           subject    cohort   method      step      try    took state                                                                │
│1970-01-01 00:16:41 node1        ✓ sub-1      heads    quickshear  deface      1     1 s done                                                                 │
│1970-01-01 00:16:42 node1        ✓ sub-2      heads    quickshear  measure     1     2 s done                                                                 │
│1970-01-01 00:16:43 node1        ✓ sub-3      heads    quickshear  deface      1     3 s done                                                                 │
│1970-01-01 00:16:44 node1        ✓ sub-4      heads    quickshear  measure     1     4 s done                                                                 │
│1970-01-01 00:16:45 node1        ✗ sub-5      heads    quickshear  deface      1     5 s gate-face-left                                                       │
│1970-01-01 00:16:46 node1        ✓ sub-6      heads    quickshear  measure     1     6 s done                                                                 │
│1970-01-01 00:16:47 node1        ✓ sub-7      heads    quickshear  deface      1     7 s done                                                                 │
│1970-01-01 00:16:48 node1        ✓ sub-8      heads    quickshear  measure     1     8 s done                                                                 │
│1970-01-01 00:16:49 node1        ✓ sub-9      heads    quickshear  deface      1     9 s done                                                                 │
│1970-01-01 00:16:50 node1        ✗ sub-10     heads    quickshear  measure     1    10 s gate-face-left                                                       │
│1970-01-01 00:16:51 node1        ✓ sub-11     heads    quickshear  deface      1    11 s done                                                                 │
│1970-01-01 00:16:52 node1        ✓ sub-12     heads    quickshear  measure     1    12 s done                                                                 │
│1970-01-01 00:16:53 node1        ✓ sub-13     heads    quickshear  deface      1    13 s done                                                                 │
│1970-01-01 00:16:54 node1        ✓ sub-14     heads    quickshear  measure     1    14 s done                                                                 │
│1970-01-01 00:16:55 node1        ✗ sub-15     heads    quickshear  deface      1    15 s gate-face-left                                                       │
│1970-01-01 00:16:56 node1        ✓ sub-16     heads    quickshear  measure     1    16 s done                                                                 │
│1970-01-01 00:16:57 node1        ✓ sub-17     heads    quickshear  deface      1    17 s done                                                                 │
│1970-01-01 00:16:58 node1        ✓ sub-18     heads    quickshear  measure     1    18 s done                                                                 │
│1970-01-01 00:16:59 node1        ✓ sub-19     heads    quickshear  deface      1    19 s done                                                                 │
│1970-01-01 00:17:00 node1        ✗ sub-20     heads    quickshear  measure     1    20 s gate-face-left                                                       │
│1970-01-01 00:17:01 node1        ✓ sub-21     heads    quickshear  deface      1    21 s done                                                                 │
│1970-01-01 00:17:02 node1        ✓ sub-22     heads    quickshear  measure     1    22 s done                                                                 │
│1970-01-01 00:17:03 node1        ✓ sub-23     heads    quickshear  deface      1    23 s done                                                                 │
│1970-01-01 00:17:04 node1        ✓ sub-24     heads    quickshear  measure     1    24 s done                                                                 │
│1970-01-01 00:17:05 node1        ✗ sub-25     heads    quickshear  deface      1    25 s gate-face-left                                                       │
│1970-01-01 00:17:06 node1        ✓ sub-26     heads    quickshear  measure     1    26 s done                                                                 │
│1970-01-01 00:17:07 node1        ✓ sub-27     heads    quickshear  deface      1    27 s done                                                                 │
│1970-01-01 00:17:08 node1        ✓ sub-28     heads    quickshear  measure     1    28 s done                                                                 │
│1970-01-01 00:17:09 node1        ✓ sub-29     heads    quickshear  deface      1    29 s done                                                                 │
│1970-01-01 00:17:10 node1        ✗ sub-30     heads    quickshear  measure     1    30 s gate-face-left                                                       │
│1970-01-01 00:17:11 node1        ✓ sub-31     heads    quickshear  deface      1    31 s done                                                                 │
│1970-01-01 00:17:12 node1        ✓ sub-32     heads    quickshear  measure     1    32 s done                                                                 │
│1970-01-01 00:17:13 node1        ✓ sub-33     heads    quickshear  deface      1    33 s done                                                                 │
│1970-01-01 00:17:14 node1        ✓ sub-34     heads    quickshear  measure     1    34 s done                                                                 │
│1970-01-01 00:17:15 node1        ✗ sub-35     heads    quickshear  deface      1    35 s gate-face-left                                                       │
│1970-01-01 00:17:16 node1        ✓ sub-36     heads    quickshear  measure     1    36 s done                                                                 │
│1970-01-01 00:17:17 node1        ✓ sub-37     heads    quickshear  deface      1    37 s done                                                                 │
│1970-01-01 00:17:18 node1        ✓ sub-38     heads    quickshear  measure     1    38 s done                                                                 │
│1970-01-01 00:17:19 node1        ✓ sub-39     heads    quickshear  deface      1    39 s done                                                                 │
│1970-01-01 00:17:20 node1        ✗ sub-40     heads    quickshear  measure     1    40 s gate-face-left                                                       │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
└ 40 of 40, older ones in journal.jsonl, follows ──────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
 j/k line  R rerun failed  L log  / search  Enter open                                                                                          ? help  q quit
"""#,
"log": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ + sub-01 ------------------------------------------------------------------+-+
| | line 32                                                                  | |
|>| line 33                                                                  | |
| | line 34                                                                  | |
| | line 35                                                                  | |
| | line 36                                                                  | |
| | line 37                                                                  | |
| | line 38                                                                  | |
| | line 39                                                                  |P|
| | line 40                                                                  | |
| | line 41                                                                  | |
| | line 42                                                                  | |
| | line 43                                                                  | |
| | line 44                                                                  | |
| | line 45                                                                  | |
| | line 46                                                                  | |
| | line 47                                                                  |-+
| | line 48                                                                  |-+
| | line 49                                                                  | |
| | line 50                                                                  | |
+ + j/k scroll  Esc closes  31 more above -----------------------------------+-+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"lowest": #"""
 bauta  demo   heads . 6 subjects . NBV                all done
+ subjects --------++ full v ------------++ quickshear v ------+
|            F Q N ||    . ... S......   ||    . ... S......   |
|>sub-01     v v v ||    @@@@@@@@@@@@@   ||    @@@@@@@@@@@@@   |
| sub-02     v v v ||    @@@@@@@@@@@@%   ||    @@@@@@@@@@@@%   |
| sub-03     v v v || x  x@@@@@@@@@@@%   || x  x@@@@@@@@@@@%   |
| sub-04     v v v ||Axxxxx@@@@@@@@@@%  P||Axxxxx@@@@@@@@@@%  P|
| sub-05     v v v || xxxxx@@@@@@@@@@%   || xxxxx@@@@@@@@@@%   |
| sub-06     v v v || xxxxx@@@@@@@@@@@   || xxxxx@@@@@@@@@@@   |
|                  || xxxxx....I.....    || xxxxx....I.....    |
|                  |+ x=+0.0 mm ---------++ removed 14.8 % ----+
|                  |+ sub-01 ----------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml     |
|                  || -5.5 ml (-0.39 %)                        |
|                  || quickshear -5.5 ml, beyond the floor of  |
|                  || noise (0.8 ml)                           |
+ 1/6 -------------++------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  ? help  q quit
"""#,
"matrix": #"""
 bauta  demo   heads | 1 running . 2 failed . 4 waiting . 2 blocked . 1:35 left
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ cohort heads: F full, Q quickshear, N noise ---------------------------------+
| subject F Q N    subject F Q N    subject F Q N    subject F Q N             |
| sub-01  v v v    sub-14  v v v    sub-27  v v v    sub-40  v v v             |
|>sub-02  v x v    sub-15  v v v    sub-28  v v v    sub-41  v v v             |
| sub-03  x - -    sub-16  v v v    sub-29  v v v    sub-42  v v v             |
| sub-04  v * v    sub-17  v v v    sub-30  v v v    sub-43  v v v             |
| sub-05  v . .    sub-18  v v v    sub-31  v v v    sub-44  v v v             |
| sub-06  v . .    sub-19  v v v    sub-32  v v v    sub-45  v v v             |
| sub-07  v v v    sub-20  v v v    sub-33  v v v    sub-46  v v v             |
| sub-08  v v v    sub-21  v v v    sub-34  v v v    sub-47  v v v             |
| sub-09  v v v    sub-22  v v v    sub-35  v v v    sub-48  v v v             |
| sub-10  v v v    sub-23  v v v    sub-36  v v v    sub-49  v v v             |
| sub-11  v v v    sub-24  v v v    sub-37  v v v    sub-50  v v v             |
| sub-12  v v v    sub-25  v v v    sub-38  v v v    sub-51  v v v             |
| sub-13  v v v    sub-26  v v v    sub-39  v v v    sub-52  v v v             |
+ 85 of 90 complete, 3 open, 2 failed  page 1 of 2 ----------------------------+
+ sub-02 ----------------------------------------------------------------------+
| quickshear: failed gate-face-left, 35 % of the skin of the eyes is left; at  |
| most 20 % may be.                                                            |
| * running  x failed  . waiting  - blocked  v done                            |
+------------------------------------------------------------------------------+
 j/k subject  m method  r rerun  R rerun failed  L log          ? help  q quit
"""#,
"nothing-done": #"""
 bauta  demo   heads . 6 subjects . NBV                  18 waiting . no engine
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full . --------------------++ quickshear . --------------+
|            F Q N ||                            ||                            |
|>sub-01     . . . ||                            ||                            |
| sub-02     . . . ||              S             ||                            |
| sub-03     . . . ||                            ||                            |
| sub-04     . . . ||     *++*++**++**+**++**-   ||                            |
| sub-05     . . . ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
| sub-06     . . . ||     @@%@@@@@@@@@%@@@@@@+   ||                            |
|                  ||     @@@%@@@%@@%@@%@@@%@+   ||                            |
|                  ||     @@@@@@@@%@@@%@@@@@@+   ||                            |
|                  ||A ***@@@%@@@@@%@@@%@@@%@+  P|| not made yet               |
|                  ||  @@@@@@@%@@@%@@@@@@@@@@+   ||                            |
|                  ||  %@%@@@%@@@@@%@@@%@@%%@+   ||                            |
|                  ||     @@@@%@@@%@@@@@%@@@@+   ||                            |
|                  ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
|                  ||     ++**+**++*++**++**+-   ||                            |
|                  ||                            ||                            |
|                  ||              I             ||                            |
|                  ||                            ||                            |
|                  ||                            ||                            |
+ 1/6  6 open -----++ sagittal  x=+0.0 mm -------++ waiting -------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"parameters": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|+ quickshear of sub-01: parameters ------------------------------------------+|
||   parameter     value                        unit      study               ||
|| ! buffer        150                          mm or vox 10mm                ||
||   mode          robust                                 robust              ||
||   regions       eyes,nose,mouth,chin                   eyes,nose,mouth,ch~ ||
||   except                                                                   ||
||   fill          zero                                   zero                ||
||   seed          image                                  image               ||
||   why                                                                      ||
||                                                                            ||
|| Distance kept between the brain and the cut.                               ||
|| 'buffer' of quickshear is '150mm', not a length such as 10mm, from 0.1 to  ||
|| 100 mm (robust), or such as 10vox, from 0 to 200 voxels (parity) (the      ||
|| nearest that is allowed is '100mm')                                        ||
||                                                                            |+
||                                                                            |+
|+ type a value  Del the study's  Tab nbv  Enter run  Esc closes -------------+|
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"parameters-wide": #"""
 bauta  demo   heads · 6 subjects · NBV                                                                                                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
┌ subjects ────────────────────┐┌ full ✓ ──────────────────────────────────────────────────────┐┌ quickshear ✓ ────────────────────────────────────────────────┐
│                        F Q N ││                                                              ││                                                              │
│▶sub-01                 ✓ ✓ ✓ ││                                                              ││                                                              │
│ sub-02                 ✓ ✓ ✓ ││                                                              ││                                                              │
│ sub-03                 ✓ ✓ ✓ ││                                                              ││                                                              │
│ sub-04                 ✓ ✓ ✓ ││                                                              ││                                                              │
│ sub-05                 ✓ ✓ ✓ ││                               S                              ││                               S                              │
│ sub-06                 ✓ ✓ ✓ ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││          :%%%####%%%%###%%%%####%%%%####%%%%####%%%%#:       ││          :%%%####%%%%###%%%%####%%%%####%%%%####%%%%#:       │
│                              ││          :%%##%%@@%%##%@@%%###%@@%%##%%@@%%##%%@@%%##:       ││          :%%##%%@@%%##%@@%%###%@@%%##%%@@%%##%%@@%%##:       │
│                              ││          .##%%@%%###%%@%%###%%@%%###%@%%%##%%@%%###%%:       ││          .##%%@%%###%%@%%###%%@%%###%@%%%##%%@%%###%%:       │
│                              ││          .%%@%%###%%@%%###%@%%%###%@%%%##%%@%%###%%@%:       ││          .%%@%%###%%@%%###%@%%%###%@%%%##%%@%%###%%@%:       │
│                              ││          :%@%###%%@%%###%%@%%###%@%%%##%%@%%###%%@%%#:       ││          :%@%###%%@%%###%%@%%###%@%%%##%%@%%###%%@%%#:       │
│                              ││ ┌ quickshear of sub-01: parameters ────────────────────────────────────────────────────────┐##%%@%%##%%@%%###%%@%%###:       │
│                              ││ │   parameter     value                                  unit      study                   │%@%%%##%%@%%###%%@%%###%@:       │
│                              ││ │ ! buffer        150                                    mm or vox 10mm                    │%%%##%%@%%###%%@%%###%%@%:       │
│                              ││ │   mode          robust                                           robust                  │%##%%@%%###%%@%%###%%@%%#:       │
│                              ││x│   regions       eyes,nose,mouth,chin                             eyes,nose,mouth,chin    │##%@%%###%%@%%###%%@%%###:       │
│                              ││x│   except                                                                                 │%@%%###%%@%%###%%%%%###%@-       │
│                              ││A│   fill          zero                                             zero                    │%%###%%@%%###%%@%%###%@@%:      P│
│                              ││x│   seed          image                                            image                   │###%%@%%###%%@%%###%%@%%#:       │
│                              ││x│   why                                                                                    │#%%@%%###%%%%%###%@%%%###:       │
│                              ││x│                                                                                          │%@%%###%%@%%###%@%%%##%%@-       │
│                              ││x│ Distance kept between the brain and the cut.                                             │%%###%%@%%###%%@%%##%%@@%:       │
│                              ││x│ 'buffer' of quickshear is '150mm', not a length such as 10mm, from 0.1 to 100 mm         │###%%@%%###%@@%%###%@%%%#:       │
│                              ││x│ (robust), or such as 10vox, from 0 to 200 voxels (parity) (the nearest that is allowed   │#%%@%%###%@%%%##%%@%%###%:       │
│                              ││x│ is '100mm')                                                                              │%@%%###%%@%%##%%@%%###%%@-       │
│                              ││x│                                                                                          │%%###%%@%%###%@%%###%%@%%:       │
│                              ││x│                                                                                          │##%%@@%%##%%@@%%##%@@@%%#:       │
│                              ││x└ type a value  Del the study's  Tab nbv  Enter run  Esc closes ───────────────────────────┘#%%%%####%%%%####%%%%####:       │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││                               I                              ││                               I                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              │└ sagittal  x=+0.0 mm ─────────────────────────────────────────┘└ removed 14.8 % of head  brain 0 voxels ──────────────────────┘
│                              │┌ sub-01 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
│                              ││ NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %)                                                                     │
│                              ││ quickshear -5.5 ml, beyond the floor of noise (0.8 ml)                                                                       │
└ 1/6 ─────────────────────────┘└──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay  b blink  r rerun  R rerun failed  L log                                              ? help  q quit
"""#,
"paused": #"""
 bauta  demo   heads . 3 subjects . NBV  READ-ONLY  FROZEN    PAUSED . all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|>sub-01     v v v ||                            ||                            |
| sub-02     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-03     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
|                  ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
|                  ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
|                  ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|                  ||Axxxxxxxx@@@@@%@@@%@@@%@+  P||Axxxxxxxx@@@@@%@@@%@@@%@+  P|
|                  ||xxxxxxxxx%@@@%@@@@@@@@@@+   ||xxxxxxxxx%@@@%@@@@@@@@@@+   |
|                  ||xxxxxxxxx@@@@@%@@@%@@%%@+   ||xxxxxxxxx@@@@@%@@@%@@%%@+   |
|                  ||xxxxxxxxx%@@@%@@@@@%@@@@+   ||xxxxxxxxx%@@@%@@@@@%@@@@+   |
|                  ||xxxxxxxxx@@@@@@@@@@@@@@@+   ||xxxxxxxxx@@@@@@@@@@@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.9 ml)   |
+ 1/3 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"queue": #"""
 bauta  demo   heads | 1 running . 2 failed . 4 waiting . 2 blocked . 1:35 left
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ tasks -----------------------------------------------------------------------+
|    subject    method      step      progress   time state                    |
|> * sub-04     quickshear  deface    ####....   1:40 running cutting          |
|  x sub-02     quickshear  deface               42 s gate-face-left           |
|  x sub-03     full        measure              42 s gate-face-left           |
|  . sub-05     quickshear  deface                    waiting                  |
|  . sub-05     noise       deface                    waiting                  |
|  . sub-06     quickshear  deface                    waiting                  |
|  . sub-06     noise       deface                    waiting                  |
|  - sub-03     quickshear  deface                    blocked dependency-failed|
|  - sub-03     noise       deface                    blocked dependency-failed|
|  v sub-01     full        measure              42 s done                     |
|  v sub-01     quickshear  deface               42 s done                     |
|  v sub-01     noise       deface               42 s done                     |
|  v sub-02     full        measure              42 s done                     |
|  v sub-02     noise       deface               42 s done                     |
|  v sub-04     full        measure              42 s done                     |
|  v sub-04     noise       deface               42 s done                     |
|  v sub-05     full        measure              42 s done                     |
|  v sub-06     full        measure              42 s done                     |
+ 1 running  2 failed  4 waiting  2 blocked  9 done ---------------------------+
 j/k task  r rerun  R rerun failed  X cancel  \ filter  L log   ? help  q quit
"""#,
"queue-failed": #"""
 bauta  demo   heads | 1 running . 2 failed . 4 waiting . 2 blocked . 1:35 left
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ tasks -----------------------------------------------------------------------+
|    subject    method      step      progress   time state                    |
|  * sub-04     quickshear  deface    ####....   1:40 running cutting          |
|  x sub-02     quickshear  deface               42 s gate-face-left           |
|  x sub-03     full        measure              42 s gate-face-left           |
|  . sub-05     quickshear  deface                    waiting                  |
|> . sub-05     noise       deface                    waiting                  |
|  . sub-06     quickshear  deface                    waiting                  |
|  . sub-06     noise       deface                    waiting                  |
|  - sub-03     quickshear  deface                    blocked dependency-failed|
|  - sub-03     noise       deface                    blocked dependency-failed|
|  v sub-01     full        measure              42 s done                     |
|  v sub-01     quickshear  deface               42 s done                     |
|  v sub-01     noise       deface               42 s done                     |
|  v sub-02     full        measure              42 s done                     |
|  v sub-02     noise       deface               42 s done                     |
|  v sub-04     full        measure              42 s done                     |
|  v sub-04     noise       deface               42 s done                     |
|  v sub-05     full        measure              42 s done                     |
|  v sub-06     full        measure              42 s done                     |
+ 1 running  2 failed  4 waiting  2 blocked  9 done ---------------------------+
 j/k task  r rerun  R rerun failed  X cancel  \ filter  L log   ? help  q quit
"""#,
"reading": #"""
 bauta
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log










          reading the study










 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"report": #"""
 bauta  demo       1 interrupted . 2 failed . 4 waiting . 2 blocked . no engine
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ report: 'bauta report' writes it --------------------------------------------+
| demo                                                                         |
| ====                                                                         |
| 20 subjects in 1 cohort; methods: quickshear; controls: noise                |
| bauta 0.1.0; 1 interrupted, 2 failed, 4 waiting, 2 blocked, 51 done          |
|                                                                              |
| Cohort heads: NBV                                                            |
| -----------------                                                            |
| method             n      difference (95 % CI)      p  p Holm                |
| quickshear  15 of 20     -1.30 (-3.01 to 0.41)  0.126   0.126                |
| noise       15 of 20  -0.033 (-0.224 to 0.157)  0.713     n/a                |
|                                                                              |
| method                   ICC(A,1) (95 % CI)                                  |
| quickshear        0.9932 (0.9794 to 0.9977)                                  |
| noise       0.999928 (0.999788 to 0.999976)                                  |
|                                                                              |
| method         failed of tried (95 % CI)  full mean +/- SD                   |
| quickshear  1 of 16, 6.3 % (1.1 to 28.3)   1437.7 +/- 27.8                   |
| noise       0 of 16, 0.0 % (0.0 to 19.4)   1437.7 +/- 27.8                   |
|                                                                              |
+ lines 1-19 of 29 ------------------------------------------------------------+
 j/k line  R rerun failed  L log  / search                      ? help  q quit
"""#,
"report-wide": #"""
 bauta  demo   heads · 20 subjects · NBV                                                           1 interrupted · 2 failed · 4 waiting · 2 blocked · no engine
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
┌ report: 'bauta report' writes it ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
│ demo                                                                                                                                                         │
│ ====                                                                                                                                                         │
│ 20 subjects in 1 cohort; methods: quickshear; controls: noise                                                                                                │
│ bauta 0.1.0; 1 interrupted, 2 failed, 4 waiting, 2 blocked, 51 done                                                                                          │
│                                                                                                                                                              │
│ Cohort heads: NBV                                                                                                                                            │
│ -----------------                                                                                                                                            │
│ method             n      difference (95 % CI)      p  p Holm               ICC(A,1) (95 % CI)                                                               │
│ quickshear  15 of 20     -1.30 (-3.01 to 0.41)  0.126   0.126        0.9932 (0.9794 to 0.9977)                                                               │
│ noise       15 of 20  -0.033 (-0.224 to 0.157)  0.713     n/a  0.999928 (0.999788 to 0.999976)                                                               │
│                                                                                                                                                              │
│ method         failed of tried (95 % CI)  full mean ± SD  defaced mean ± SD  limits of agreement                                                             │
│ quickshear  1 of 16, 6.3 % (1.1 to 28.3)   1437.7 ± 27.8      1436.4 ± 28.1        -7.36 to 4.76                                                             │
│ noise       0 of 16, 0.0 % (0.0 to 19.4)   1437.7 ± 27.8      1437.6 ± 27.8      -0.707 to 0.640                                                             │
│                                                                                                                                                              │
│ n = 15 of 20 complete, 3 open, 2 failed                                                                                                                      │
│                                                                                                                                                              │
│ heads: left out                                                                                                                                              │
│ ---------------                                                                                                                                              │
│ subject 2: quickshear gate-face-left                                                                                                                         │
│ subject 3: full gate-face-left                                                                                                                               │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
│                                                                                                                                                              │
└──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
 j/k line  R rerun failed  L log  / search                                                                                                      ? help  q quit
"""#,
"search": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|>sub-01     v v v ||                            ||                            |
| sub-02     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-03     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-04     v v v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-05     v v v ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
| sub-06     v v v ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|                  ||Axxxxxxxx@@@@@%@@@%@@@%@+  P||Axxxxxxxx@@@@@%@@@%@@@%@+  P|
|                  ||xxxxxxxxx%@@@%@@@@@@@@@@+   ||xxxxxxxxx%@@@%@@@@@@@@@@+   |
|                  ||xxxxxxxxx@@@@@%@@@%@@%%@+   ||xxxxxxxxx@@@@@%@@@%@@%%@+   |
|                  ||xxxxxxxxx%@@@%@@@@@%@@@@+   ||xxxxxxxxx%@@@%@@@@@%@@@@+   |
|                  ||xxxxxxxxx@@@@@@@@@@@@@@@+   ||xxxxxxxxx@@@@@@@@@@@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
/sub-0   a part of a subject's label; n and N go on
"""#,
"slices": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||              S             ||              S             |
|>sub-01     v v v ||                            ||                            |
| sub-02     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-03     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-04     v v v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-05     v v v ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
| sub-06     v v v ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|                  ||Axxxxxxxx@@@@@%@@@%@@@%@+  P||Axxxxxxxx@@@@@%@@@%@@@%@+  P|
|                  ||xxxxxxxxx%@@@%@@@@@@@@@@+   ||xxxxxxxxx%@@@%@@@@@@@@@@+   |
|                  ||xxxxxxxxx@@@@@%@@@%@@%%@+   ||xxxxxxxxx@@@@@%@@@%@@%%@+   |
|                  ||xxxxxxxxx%@@@%@@@@@%@@@@+   ||xxxxxxxxx%@@@%@@@@@%@@@@+   |
|                  ||xxxxxxxxx@@@@@@@@@@@@@@@+   ||xxxxxxxxx@@@@@@@@@@@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-axial": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||  xxxxxxxxxxxxAxxxxxxxxxxx  ||  xxxxxxxxxxxxAxxxxxxxxxxx  |
|>sub-01     v v v ||  xxxxxxxxxxxxxxxxxxxxxxxx  ||  xxxxxxxxxxxxxxxxxxxxxxxx  |
| sub-02     v v v ||  xxxxxxxxxxxxxxxxxxxxxxxx  ||  xxxxxxxxxxxxxxxxxxxxxxxx  |
| sub-03     v v v ||  xxxxxxxxxxxxxxxxxxxxxxxx  ||  xxxxxxxxxxxxxxxxxxxxxxxx  |
| sub-04     v v v ||  xxxxxxxxxxxxxxxxxxxxxxxx  ||  xxxxxxxxxxxxxxxxxxxxxxxx  |
| sub-05     v v v ||      +@@@@%@@@%@@@%@+      ||      +@@@@%@@@%@@@%@+      |
| sub-06     v v v ||      =@@@@@@@@@@@@@@=      ||      =@@@@@@@@@@@@@@=      |
|                  ||R     +@@@@%@@@%@@@@@+     L||R     +@@@@%@@@%@@@@@+     L|
|                  ||      +@@@@@@@@@%@@@@+      ||      +@@@@@@@@@%@@@@+      |
|                  ||      +@@@@%@@@%@@@@@+      ||      +@@@@%@@@%@@@@@+      |
|                  ||      +@@@@@%@@@%@@@@+      ||      +@@@@@%@@@%@@@@+      |
|                  ||      +@@@@@@@@@@@@@@+      ||      +@@@@@@@@@@@@@@+      |
|                  ||      *@@@@@@@@@@@@@@*      ||      *@@@@@@@@@@@@@@*      |
|                  ||                            ||                            |
|                  ||              P             ||              P             |
|                  |+ axial  z=+0.0 mm ----------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-blocked": #"""
 bauta  demo   heads | 1 running . 2 failed . 4 waiting . 2 blocked . 1:35 left
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full x --------------------++ quickshear - --------------+
|            F Q N ||             S              ||                            |
| sub-01     v v v ||    .#**#**#**##**#**##-    ||                            |
| sub-02     v x v ||    .@@@%@@%@@%@@@%@@@@*    ||                            |
|>sub-03     x - - ||    :@%%@%@@%%@%%@@%@@@+    ||                            |
| sub-04     v * v ||    .@%%%@%%%%%@%%%@%%@*    || blocked: the full image    |
| sub-05     v . . ||     %@@%%@%%%@%%@%%@%@+    || failed, so this was not    |
| sub-06     v . . ||A @@@@%%@%%@%%%@%%%%%@@+   P|| made                       |
|                  ||  @@@%@%%@@%@@%%@%%%@%@*    ||                            |
|                  ||     @%@%%%@%%%%%@%%%@%+    ||                            |
|                  ||    :@@%@@@%@@@@@%@@@%@*    ||                            |
|                  ||    .#*#***#*****#***#*=    ||                            |
|                  ||             I              ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ blocked dependency-failed -+
|                  |+ sub-03 full: deface FAILED, gate-face-left --------------+
|                  || 35 % of the skin of the eyes is left; at most 20 % may   |
|                  || be.                                                      |
|                  || Take another method.                                     |
|                  || r rerun, e with other parameters, L log                  |
|                  || left out of the agreement: full gate-face-left           |
+ 3/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-coronal-brain": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||             S              ||             S              |
|>sub-01     v v v ||     :---:---:---:---:      ||     :---:---:---:---:      |
| sub-02     v v v ||     @@@@oo@oooo@o@@@@      ||     @@@@oo@oooo@o@@@@      |
| sub-03     v v v ||     %@@ooo@oooooo@@@@      ||     %@@ooo@oooooo@@@@      |
| sub-04     v v v ||     @@@oo@@%@@@oo@@%%      ||     @@@oo@@%@@@oo@@%%      |
| sub-05     v v v ||     %@@oo@@@@@@oo@%@@      ||     %@@oo@@@@@@oo@%@@      |
| sub-06     v v v ||     @@@oo@@%@@@oo@@@%      ||     @@@oo@@%@@@oo@@@%      |
|                  ||R    @@@oooooooooo@%@@     L||R    @@@oooooooooo@%@@     L|
|                  ||     @@@%@@@%@@@%%@@@%      ||     @@@%@@@%@@@%%@@@%      |
|                  ||     @@@@@@@@@@%@@@%@@      ||     @@@@@@@@@@%@@@%@@      |
|                  ||     @@@%@@@%@@@@@@@@%      ||     @@@%@@@%@@@@@@@@%      |
|                  ||     @@%@@@%@@@%@@@%@@      ||     @@%@@@%@@@%@@@%@@      |
|                  ||     @@@@@@@@@@@@@@@@@      ||     @@@@@@@@@@@@@@@@@      |
|                  ||     --:---::--:::-:::      ||     --:---::--:::-:::      |
|                  ||             I              ||             I              |
|                  |+ coronal  y=+0.0 mm --------++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-failed": #"""
 bauta  demo   heads | 1 running . 2 failed . 4 waiting . 2 blocked . 1:35 left
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear x --------------+
|            F Q N ||             S              ||                            |
| sub-01     v v v ||    .#**#**#**##**#**##-    ||                            |
|>sub-02     v x v ||    .@@@%@@%@@%@@@%@@@@*    ||                            |
| sub-03     x - - ||    :@%%@%@@%%@%%@@%@@@+    ||                            |
| sub-04     v * v ||    .@%%%@%%%%%@%%%@%%@*    ||                            |
| sub-05     v . . ||     %@@%%@%%%@%%@%%@%@+    || no image: deface failed,   |
| sub-06     v . . ||A @@@@%%@%%@%%%@%%%%%@@+   P|| gate-face-left             |
|                  ||  @@@%@%%@@%@@%%@%%%@%@*    ||                            |
|                  ||     @%@%%%@%%%%%@%%%@%+    ||                            |
|                  ||    :@@%@@@%@@@@@%@@@%@*    ||                            |
|                  ||    .#*#***#*****#***#*=    ||                            |
|                  ||             I              ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ failed gate-face-left -----+
|                  |+ sub-02 quickshear: deface FAILED, gate-face-left --------+
|                  || 35 % of the skin of the eyes is left; at most 20 % may   |
|                  || be.                                                      |
|                  || Take another method.                                     |
|                  || r rerun, e with other parameters, L log                  |
|                  || left out of the agreement: quickshear gate-face-left     |
+ 2/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-failed-step": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear x --------------+
|            F Q N ||             S              ||                            |
|>sub-01     v x v ||     +##%##%#####%###%*     ||                            |
| sub-02     v v v ||     +@%%%@%@%%%@%@%%%%     ||      ++++*+++*+++*+*=      |
| sub-03     v v v ||     *%@%%%%%@%%%@%%%%%     ||      @@@@@@@@@@@@@@@@      |
| sub-04     v v v ||     +%#%%%%%#%%%%%#%%%     ||      @@@oooooooooo@@@      |
| sub-05     v v v ||Axxxxxxx%%%%%%%%%%%@%%%    P||      %@@o@@@@@@@@o@@@      |
| sub-06     v v v || xxxxxxx%#%%%%%#%%%%%%%     ||      @@@o@@@@@@@@o@@%      |
|                  || xxxxxxx%@%%%%%@%%%%%@%     ||      @@@oooooooooo@@@      |
|                  || xxxxxxx%%@%@%%%@%%%%%%     ||      ++*+*+*+*+*+*+*+      |
|                  || xxxxxxx###%#####%##%%*     ||                            |
|                  || xxxxxxx     I              ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ failed measure, d: slices -+
|                  |+ sub-01 quickshear: measure FAILED, brain-extraction-fa~ -+
|                  || A brain of 500+2500 ml was expected, one of 2799 ml was  |
|                  || found.                                                   |
|                  || Look at the image: is it a whole head?                   |
|                  || r rerun, e with other parameters, L log                  |
|                  || left out of the agreement: quickshear                    |
|                  || brain-extraction-failed                                  |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-failed-step-alone": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ quickshear x --------------------------------------------+
|            F Q N ||                                                          |
|>sub-01     v x v ||                    . .   .   .   . .                     |
| sub-02     v v v ||                   %@@@@@@@@@@@@@@@@@%                    |
| sub-03     v v v ||                   #@@@oooooooooooo@@#                    |
| sub-04     v v v ||                   #@@@o@@@@@@@@@oo@@#                    |
| sub-05     v v v ||                   #@@@o@@@@@@@@@@o@@#                    |
| sub-06     v v v ||                   #@@@o@@@@@@@@@@o@@#                    |
|                  ||                   #@@@oooooooooooo@@#                    |
|                  ||                   %@@@@@@@@@@@@@@@@@%                    |
|                  ||                    . .   .   .   . .                     |
|                  ||                                                          |
|                  |+ the measure that failed, d: slices ----------------------+
|                  |+ sub-01 quickshear: measure FAILED, brain-extraction-fa~ -+
|                  || A brain of 500+2500 ml was expected, one of 2799 ml was  |
|                  || found.                                                   |
|                  || Look at the image: is it a whole head?                   |
|                  || r rerun, e with other parameters, L log                  |
|                  || left out of the agreement: quickshear                    |
|                  || brain-extraction-failed                                  |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-one-place": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ quickshear v --------------------------------------------+
|            F Q N ||                            S                             |
|>sub-01     v v v ||                  =:::-:::-:::-:::-:::---                 |
| sub-02     v v v ||                 :@@@@@@@@@@@@@@@@@@@@@@%                 |
| sub-03     v v v ||                 .@@%%@@%%%@@%%@@%%@@%%@@                 |
| sub-04     v v v ||                 .@%%@%%%@%%%@%%%@%%#@%%#                 |
| sub-05     v v v ||                 .@@%#%@%#%@@#%@@#%@@%%@@                 |
| sub-06     v v v ||                 .%%%@%%%@%%%@%%%@%%#@%%#                 |
|                  ||          A xxxxxxxxxx%@@%%@@%%%@%%%@%%@@     P           |
|                  ||            xxxxxxxxxx%%#@%%#@%%#@%%#%@%#                 |
|                  ||            xxxxxxxxxx%@@%%@@%%%@%%%@%%%@                 |
|                  ||            xxxxxxxxxx%%#@%%#@%%#@%%#%%%#                 |
|                  ||            xxxxxxxxxx%%@%%%@%%%@%%%@%%%@                 |
|                  ||            xxxxxxxxxx@@%@@@%@@@%@@@%@@@%                 |
|                  ||            xxxxxxxxxx::-:::-:::-:-:-:-:-                 |
|                  ||            xxxxxxxxxx      I                             |
|                  |+ sagittal  x=+0.0 mm -------------------------------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-running": #"""
 bauta  demo   heads | 1 running . 2 failed . 4 waiting . 2 blocked . 1:35 left
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear * --------------+
|            F Q N ||              S             ||                            |
| sub-01     v v v ||                            ||                            |
| sub-02     v x v ||     *++*++**++**+**++**-   ||                            |
| sub-03     x - - ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
|>sub-04     v * v ||     @@%@@@@@@@@@%@@@@@@+   ||                            |
| sub-05     v . . ||     @@@%@@@%@@%@@%@@@%@+   ||                            |
| sub-06     v . . ||     @@@@@@@@%@@@%@@@@@@+   ||                            |
|                  ||A ***@@@%@@@@@%@@@%@@@%@+  P|| running deface 50 %        |
|                  ||  @@@@@@@%@@@%@@@@@@@@@@+   ||                            |
|                  ||  %@%@@@%@@@@@%@@@%@@%%@+   ||                            |
|                  ||     @@@@%@@@%@@@@@%@@@@+   ||                            |
|                  ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
|                  ||     ++**+**++*++**++**+-   ||                            |
|                  ||                            ||                            |
|                  ||              I             ||                            |
|                  ||                            ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ running deface 50 % -------+
|                  |+ sub-04 --------------------------------------------------+
|                  || NBV 1439.0 ml                                            |
+ 4/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-three": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
+ subjects --------++ full v --------------------++ quickshear v --------------+
|            F Q N ||  :----S---=     .:::S:::.  ||  :----S---=     .:::S:::.  |
|>sub-01     v v v ||  *@@@@|@@@@:    #@@@|@@@#  ||  *@@@@|@@@@:    #@@@|@@@#  |
| sub-02     v v v ||  =---%@%---.    +@@@|@@@+  ||  =---%@%---.    +@@@|@@@+  |
| sub-03     v v v ||Axxx@@@|@@@@:P R ---@@@--- L||Axxx@@@|@@@@:P R ---@@@--- L|
| sub-04     v v v ||xxxx@@@|@@@@.    +@@@|@@@+  ||xxxx@@@|@@@@.    +@@@|@@@+  |
| sub-05     v v v ||xxxx=-=---=-.    #@@@|@@@#  ||xxxx=-=---=-.    #@@@|@@@#  |
| sub-06     v v v ||       I         .:::I:::.  ||       I         .:::I:::.  |
|                  ||       xxxxxxAxxxxxx        ||       xxxxxxAxxxxxx        |
|                  ||       xxxxxxxxxxxxx        ||       xxxxxxxxxxxxx        |
|                  ||         *@@@|@@@*          ||         *@@@|@@@*          |
|                  ||         *@@@|@@@*          ||         *@@@|@@@*          |
|                  ||     R   ---@@@---   L      ||     R   ---@@@---   L      |
|                  ||         #@@@|@@@#          ||         #@@@|@@@#          |
|                  ||         #@@@|@@@#          ||         #@@@|@@@#          |
|                  ||             P              ||             P              |
|                  |+ three planes  +0 +0 +0 mm -++ removed 14.8 % ------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
|                  || quickshear -5.5 ml, beyond the floor of noise (0.8 ml)   |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-wide": #"""
 bauta  demo   heads · 6 subjects · NBV                                                              ⠋ 1 running · 2 failed · 4 waiting · 2 blocked · 1:35 left
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log
┌ subjects ────────────────────┐┌ full ✓ ──────────────────────────────────────────────────────┐┌ quickshear ✓ ────────────────────────────────────────────────┐
│                        F Q N ││                                                              ││                                                              │
│▶sub-01                 ✓ ✓ ✓ ││                                                              ││                                                              │
│ sub-02                 ✓ ✗ ✓ ││                                                              ││                                                              │
│ sub-03                 ✗ – – ││                                                              ││                                                              │
│ sub-04                 ✓ ● ✓ ││                                                              ││                                                              │
│ sub-05                 ✓ · · ││                               S                              ││                               S                              │
│ sub-06                 ✓ · · ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││          :%%%####%%%%###%%%%####%%%%####%%%%####%%%%#:       ││          :%%%####%%%%###%%%%####%%%%####%%%%####%%%%#:       │
│                              ││          :%%##%%@@%%##%@@%%###%@@%%##%%@@%%##%%@@%%##:       ││          :%%##%%@@%%##%@@%%###%@@%%##%%@@%%##%%@@%%##:       │
│                              ││          .##%%@%%###%%@%%###%%@%%###%@%%%##%%@%%###%%:       ││          .##%%@%%###%%@%%###%%@%%###%@%%%##%%@%%###%%:       │
│                              ││          .%%@%%###%%@%%###%@%%%###%@%%%##%%@%%###%%@%:       ││          .%%@%%###%%@%%###%@%%%###%@%%%##%%@%%###%%@%:       │
│                              ││          :%@%###%%@%%###%%@%%###%@%%%##%%@%%###%%@%%#:       ││          :%@%###%%@%%###%%@%%###%@%%%##%%@%%###%%@%%#:       │
│                              ││          .%%##%%@%%###%%@%%###%%@%%##%%@%%###%%@%%###:       ││          .%%##%%@%%###%%@%%###%%@%%##%%@%%###%%@%%###:       │
│                              ││          .##%%@%%###%@%%%###%@%%%##%%@%%###%%@%%###%@:       ││          .##%%@%%###%@%%%###%@%%%##%%@%%###%%@%%###%@:       │
│                              ││          .%%@%%###%%@%%###%@%%%##%%@%%###%%@%%###%%@%:       ││          .%%@%%###%%@%%###%@%%%##%%@%%###%%@%%###%%@%:       │
│                              ││          :%%%###%%@%%###%%@%%##%%@%%###%%@%%###%%@%%#:       ││          :%%%###%%@%%###%%@%%##%%@%%###%%@%%###%%@%%#:       │
│                              ││xxxxxxxxxxxxxxxxxx%%###%@@%%###%@%%###%%@%%###%%@%%###:       ││xxxxxxxxxxxxxxxxxx%%###%@@%%###%@%%###%%@%%###%%@%%###:       │
│                              ││xxxxxxxxxxxxxxxxxx###%@%%%##%%@%%###%%@%%###%%%%%###%@-       ││xxxxxxxxxxxxxxxxxx###%@%%%##%%@%%###%%@%%###%%%%%###%@-       │
│                              ││Axxxxxxxxxxxxxxxxx#%@%%%##%%@%%###%%@%%###%%@%%###%@@%:      P││Axxxxxxxxxxxxxxxxx#%@%%%##%%@%%###%%@%%###%%@%%###%@@%:      P│
│                              ││xxxxxxxxxxxxxxxxxx%@%%###%@%%###%%@%%###%%@%%###%%@%%#:       ││xxxxxxxxxxxxxxxxxx%@%%###%@%%###%%@%%###%%@%%###%%@%%#:       │
│                              ││xxxxxxxxxxxxxxxxxx%%##%%@%%###%%@%%###%%%%%###%@%%%###:       ││xxxxxxxxxxxxxxxxxx%%##%%@%%###%%@%%###%%%%%###%@%%%###:       │
│                              ││xxxxxxxxxxxxxxxxxx##%%@%%###%%@%%###%%@%%###%@%%%##%%@-       ││xxxxxxxxxxxxxxxxxx##%%@%%###%%@%%###%%@%%###%@%%%##%%@-       │
│                              ││xxxxxxxxxxxxxxxxxx%%@%%###%%@%%###%%@%%###%%@%%##%%@@%:       ││xxxxxxxxxxxxxxxxxx%%@%%###%%@%%###%%@%%###%%@%%##%%@@%:       │
│                              ││xxxxxxxxxxxxxxxxxx@%%###%%@%%###%%@%%###%@@%%###%@%%%#:       ││xxxxxxxxxxxxxxxxxx@%%###%%@%%###%%@%%###%@@%%###%@%%%#:       │
│                              ││xxxxxxxxxxxxxxxxxx%###%%@%%###%%@%%###%@%%%##%%@%%###%:       ││xxxxxxxxxxxxxxxxxx%###%%@%%###%%@%%###%@%%%##%%@%%###%:       │
│                              ││xxxxxxxxxxxxxxxxxx##%%@%%###%%@%%###%%@%%##%%@%%###%%@-       ││xxxxxxxxxxxxxxxxxx##%%@%%###%%@%%###%%@%%##%%@%%###%%@-       │
│                              ││xxxxxxxxxxxxxxxxxx%%@%%###%%@%%###%%@%%###%@%%###%%@%%:       ││xxxxxxxxxxxxxxxxxx%%@%%###%%@%%###%%@%%###%@%%###%%@%%:       │
│                              ││xxxxxxxxxxxxxxxxxx@@%%##%@@%%##%%@@%%##%%@@%%##%@@@%%#:       ││xxxxxxxxxxxxxxxxxx@@%%##%@@%%##%%@@%%##%%@@%%##%@@@%%#:       │
│                              ││xxxxxxxxxxxxxxxxxx%####%%%%###%%%%####%%%%####%%%%####:       ││xxxxxxxxxxxxxxxxxx%####%%%%###%%%%####%%%%####%%%%####:       │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││xxxxxxxxxxxxxxxxxx                                            ││xxxxxxxxxxxxxxxxxx                                            │
│                              ││                               I                              ││                               I                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              ││                                                              ││                                                              │
│                              │└ sagittal  x=+0.0 mm ─────────────────────────────────────────┘└ removed 14.8 % of head  brain 0 voxels ──────────────────────┘
│                              │┌ sub-01 ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
│                              ││ NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %)                                                                     │
│                              ││ quickshear -5.5 ml, beyond the floor of noise (0.5 ml)                                                                       │
└ 1/6  2 failed  3 open ───────┘└──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay  b blink  r rerun  R rerun failed  L log                                              ? help  q quit
"""#,
"small": #"""
the terminal is too small
it is 60x15, 64x18 is needed
q quits












"""#,
"trouble": #"""
 bauta
  1 Slices   2 Face   3 Agreement   4 Queue   5 Matrix   6 Report   7 Log










          the queue 'queue.sqlite' cannot be read










 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
]
