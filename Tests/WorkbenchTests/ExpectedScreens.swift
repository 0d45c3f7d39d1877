// Written by ScreenTests with BAUTA_UPDATE_SCREENS=1, then read by a person.
// swift-format-ignore-file

let expectedScreens: [String: String] = [
"agreement": #"""
 bauta  demo   heads . 20 subjects . NBV                               all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ quickshear against full: NBV in ml ------------------------------------------+
|difference, ml                                                                |
|   |:   :   :   :   :   :   :   :   :   :   :   :   :   :   :   :             |
|   |  :   :   :   :   :   :   :   :   :   :   :   :   :   :   :   :           |
|   |- - - -o- - - - - - - - - - - - -o- - - - - - - - - - - - - - -  +LoA 4.8 |
|   |                        o         o                          o            |
|  0+=====o========oo=========================oo========o============ bias -1.1|
|   |  :   :   :   :   :   o   :   : o :   :   :   :   :   :   :o  :           |
|   |             o         o                         oo                       |
|   |- @ - - - - - - - - - - - - - - - - - - o - - - - - - - - - - -  -LoA -7.0|
|   |:   :   :   :   :   :   :   :   :   :   :   :   :   :   :   :             |
|-10+  :   :   :   :   :   :   :   :   :   :   :   :   :   :   :   :           |
|   +----+--------------+-------------+-------------+-------------+--          |
|      1400           1420          1440          1460          1480           |
|                                     mean of full and quickshear, ml          |
+ n = 20 of 20 ----------------------------------------------------------------+
+ agreement, cohort heads -----------------------------------------------------+
| method                n   difference (95 % CI)      p     ICC(A,1) (95 % CI) |
| quickshear     20 of 20  -1.09 (-2.49 to 0.31)  0.120 0.993 (0.981 to 0.997) |
| noise          20 of 20  -0.01 (-0.17 to 0.15)  0.894 1.000 (1.000 to 1.000) |
+ controls, the floor: noise --------------------------------------------------+
 j/k subject  m method  r rerun  R rerun failed  L log          ? help  q quit
"""#,
"agreement-empty": #"""
 bauta  demo   heads . 6 subjects . NBV                    18 to do . no engine
  1 Slices   3 Agreement   4 Queue   5 Matrix
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
+ n = 0 of 6, 6 open ----------------------------------------------------------+
+ agreement, cohort heads -----------------------------------------------------+
| no subject has come to its end yet                                           |
+ controls, the floor: noise --------------------------------------------------+
 j/k subject  m method  r rerun  R rerun failed  L log          ? help  q quit
"""#,
"agreement-wide": #"""
 bauta  demo   heads · 20 subjects · NBV                                                                                                               all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
┌ quickshear against full: NBV in ml ──────────────────────────────────────────────────────────┐┌ ICC(A,1) with 95 % interval ─────────────────────────────────┐
│difference, ml                                                                                ││quickshear│ ├───────────────●─────┤   ┊   0.993 [0.981, 0.997]│
│   │                                                                                          ││noise     │                           ●   1.000 [1.000, 1.000]│
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││          └───────────────────────────┬─                      │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                    1.00                      │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│  5┤╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ +LoA 4.8 ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │                                           •                                •             ││                                                              │
│   │                              •                                                           ││                                                              │
│   │                 •                                              •                         ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│  0┤┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈•┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈•┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈ 0        ││                                                              │
│   │━━━━━━•━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━•━━━━━━━━━━━━━━━━━━━━━━━━━━ bias -1.1│└──────────────────────────────────────────────────────────────┘
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          │┌ subjects ────────────────────────────────────────────────────┐
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░          ││ sub-01                                                       │
│   │                                                                                          ││ full  1400.0 ml                                              │
│   │                             •                                •                           ││ quickshear  1394.5 ml                                        │
│ -5┤                •                                              •                          ││ noise  1399.5 ml                                             │
│   │░░░◉░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ -LoA -7.0││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│-10┤░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░          ││                                                              │
│   │                                                                                          ││                                                              │
│   └──────┬────────────────┬─────────────────┬─────────────────┬────────────────┬───          ││                                                              │
│        1400             1420              1440              1460             1480            ││                                                              │
│                                                     mean of full and quickshear, ml          ││                                                              │
└ n = 20 of 20 ────────────────────────────────────────────────────────────────────────────────┘└──────────────────────────────────────────────────────────────┘
┌ agreement, cohort heads ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┐
│ method             n            failures (95 % CI)  full mean ± SD  defaced mean ± SD      difference (95 % CI)      p  p Holm                               │
│ ──────────  ────────  ────────────────────────────  ──────────────  ─────────────────  ────────────────────────  ─────  ──────                               │
│ quickshear  20 of 20  0 of 20, 0.0 % (0.0 to 16.1)   1438.0 ± 25.7      1436.9 ± 25.8     -1.09 (-2.49 to 0.31)  0.120   0.239                               │
│ noise       20 of 20  0 of 20, 0.0 % (0.0 to 16.1)   1438.0 ± 25.7      1438.0 ± 25.7  -0.010 (-0.166 to 0.146)  0.894   0.894                               │
│                                                                                                                                                              │
│ method                   ICC(A,1) [95 % CI]  limits of agreement                                                                                             │
│ ──────────  ───────────────────────────────  ───────────────────                                                                                             │
│ quickshear        0.9927 [0.9813 to 0.9971]        -6.95 to 4.77                                                                                             │
│ noise       0.999920 [0.999799 to 0.999968]      -0.661 to 0.641                                                                                             │
│                                                                                                                                                              │
│ Complete cases: 20 of 20 subjects have a value for the reference and every method.                                                                           │
│ p Holm: adjusted over 2 methods.                                                                                                                             │
└ controls, the floor: noise ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────┘
 j/k subject  m method  r rerun  R rerun failed  L log                                                                                          ? help  q quit
"""#,
"command": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v ||              S             ||              S             |
| sub-02     v v v ||                            ||                            |
| sub-03     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-04     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-05     v v v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-06     v v v ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
|                  ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|                  ||Axxxxxxxx@@@@@%@@@%@@@%@+  P||Axxxxxxxx@@@@@%@@@%@@@%@+  P|
|                  ||xxxxxxxxx%@@@%@@@@@@@@@@+   ||xxxxxxxxx%@@@%@@@@@@@@@@+   |
|                  ||xxxxxxxxx@@@@@%@@@%@@%%@+   ||xxxxxxxxx@@@@@%@@@%@@%%@+   |
|                  ||xxxxxxxxx%@@@%@@@@@%@@@@+   ||xxxxxxxxx%@@@%@@@@@%@@@@+   |
|                  ||xxxxxxxxx@@@@@@@@@@@@@@@+   ||xxxxxxxxx@@@@@@@@@@@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  ||                            ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6 -------------++----------------------------------------------------------+
:plane.   plane.sagittal  plane.coronal  plane.axial  plane.three
"""#,
"confirm": #"""
 bauta  demo   heads . 6 subjects . NBV          4 to do . 2 failed . no engine
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v ||              S             ||              S             |
| sub-02     v x v ||                            ||                            |
| sub-03     x - - ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-04     v * v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-05     v . . ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-06     v . . ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
|                  ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|       + sure? -------------------------------------------------------+@%@+  P|
|       |                                                              |@@@+   |
|       | Put 2 failed tasks of the study back into the queue?         |%%@+   |
|       |                                                              |@@@+   |
|       + y yes   n no ------------------------------------------------+@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  ||                            ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"help": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ + keys --------------------------------------------------------------------+-+
|>| j Down      Goes to the next subject.                                    | |
| | k Up        Goes to the subject before.                                  | |
| | PgDn        Goes ten subjects on.                                        | |
| | PgUp        Goes ten subjects back.                                      | |
| | g Home      Goes to the first subject.                                   | |
| | G End       Goes to the last subject.                                    | |
| | /           Searches for a subject by its label.                         | |
| | n           Goes to the next subject that matches.                       |P|
| | N           Goes to the match before.                                    | |
| | Tab         Goes to the next cohort.                                     | |
| | S-Tab       Goes to the cohort before.                                   | |
| | m           Shows the next method or control.                            | |
| | M           Shows the method or control before.                          | |
| | 1           Shows the view Slices.                                       | |
| | 2           Kept for the view Face, which is not in this version.        | |
| | 3           Shows the view Agreement.                                    | |
| | 4           Shows the view Queue.                                        |-+
| | 5           Shows the view Matrix.                                       |-+
| | 6           Kept for the view Report, which is not in this version.      | |
+ + j/k scroll  / search  Esc closes  37 more below -------------------------+-+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"help-search": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v ||              S             ||              S             |
| sub-02     v v v ||                            ||                            |
| sub-03     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-04     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| + keys with 'slice' -------------------------------------------------------+ |
| | 1           Shows the view Slices.                                       | |
| | Enter       Opens what the cursor is on in the slices.  (Agreement,      | |
| |             Queue, Matrix)                                               |P|
| | Esc         Closes what lies above; else goes back to the slices, then   | |
| |             to both pictures.                                            | |
| | ]           Goes one slice on.                                           | |
| | [           Goes one slice back.                                         | |
| | }           Goes ten slices on.                                          | |
| | {           Goes ten slices back.                                        | |
| + j/k scroll  / search  Esc closes ----------------------------------------+ |
|                  ||                            ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6 -------------++----------------------------------------------------------+
/slice   Enter keeps the words, Esc drops them
"""#,
"log": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ + sub-01 ------------------------------------------------------------------+-+
|>| line 32                                                                  | |
| | line 33                                                                  | |
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
| | line 47                                                                  | |
| | line 48                                                                  |-+
| | line 49                                                                  |-+
| | line 50                                                                  | |
+ + j/k scroll  Esc closes  31 more above -----------------------------------+-+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"lowest": #"""
 bauta  demo   heads . 6 subjects . NBV                all done
+ subjects --------++ full v ------------++ quickshear v ------+
|>sub-01     v v v ||          S         ||          S         |
| sub-02     v v v ||   +@@@@@@@@@@@@@+  ||   +@@@@@@@@@@@@@+  |
| sub-03     v v v ||   +@@@@@@%@%@%@@+  ||   +@@@@@@%@%@%@@+  |
| sub-04     v v v ||   =@@@@@@@@@@@%@+  ||   =@@@@@@@@@@@%@+  |
| sub-05     v v v ||Axxxxx%@%@%@@@@@@+ P||Axxxxx%@%@%@@@@@@+ P|
| sub-06     v v v ||xxxxxx@@@@@%@%@@@+  ||xxxxxx@@@@@%@%@@@+  |
|                  ||xxxxxx%@@@@@@@%@@+  ||xxxxxx%@@@@@@@%@@+  |
|                  ||xxxxxx@@@@@@@@@@@+  ||xxxxxx@@@@@@@@@@@+  |
|                  ||xxxxxx              ||xxxxxx              |
|                  ||          I         ||          I         |
|                  |+ sagittal  x=+0.0~ -++ removed 14.8 % ----+
|                  |+ sub-01 ----------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml     |
|                  || -5.5 ml (-0.39 %)                        |
+ 1/6 -------------++------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  ? help  q quit
"""#,
"matrix": #"""
 bauta  demo   heads . 90 subjects | 1 running . 4 to do . 2 failed . 1:35 left
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ cohort heads: columns full, quickshear, noise -------------------------------+
| sub-01 v v v    sub-16 v v v    sub-31 v v v    sub-46 v v v                 |
|>sub-02 v x v    sub-17 v v v    sub-32 v v v    sub-47 v v v                 |
| sub-03 x - -    sub-18 v v v    sub-33 v v v    sub-48 v v v                 |
| sub-04 v * v    sub-19 v v v    sub-34 v v v    sub-49 v v v                 |
| sub-05 v . .    sub-20 v v v    sub-35 v v v    sub-50 v v v                 |
| sub-06 v . .    sub-21 v v v    sub-36 v v v    sub-51 v v v                 |
| sub-07 v v v    sub-22 v v v    sub-37 v v v    sub-52 v v v                 |
| sub-08 v v v    sub-23 v v v    sub-38 v v v    sub-53 v v v                 |
| sub-09 v v v    sub-24 v v v    sub-39 v v v    sub-54 v v v                 |
| sub-10 v v v    sub-25 v v v    sub-40 v v v    sub-55 v v v                 |
| sub-11 v v v    sub-26 v v v    sub-41 v v v    sub-56 v v v                 |
| sub-12 v v v    sub-27 v v v    sub-42 v v v    sub-57 v v v                 |
| sub-13 v v v    sub-28 v v v    sub-43 v v v    sub-58 v v v                 |
| sub-14 v v v    sub-29 v v v    sub-44 v v v    sub-59 v v v                 |
| sub-15 v v v    sub-30 v v v    sub-45 v v v    sub-60 v v v                 |
+ 87 of 90 finished  page 1 of 2 ----------------------------------------------+
+ sub-02 ----------------------------------------------------------------------+
| quickshear: failed, 35 % of the skin of the eyes is left; at most 20 % may ~ |
| v done  x failed  * running  . to do  - full image failed  / cancelled       |
+------------------------------------------------------------------------------+
 j/k subject  m method  r rerun  R rerun failed  L log          ? help  q quit
"""#,
"nothing-done": #"""
 bauta  demo   heads . 6 subjects . NBV                    18 to do . no engine
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full . --------------------++ quickshear . --------------+
|>sub-01     . . . ||                            ||                            |
| sub-02     . . . ||                            ||                            |
| sub-03     . . . ||              S             ||                            |
| sub-04     . . . ||                            ||                            |
| sub-05     . . . ||     *++*++**++**+**++**-   ||                            |
| sub-06     . . . ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
|                  ||     @@%@@@@@@@@@%@@@@@@+   ||                            |
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
"paused": #"""
 bauta  demo   heads . 3 subjects . NBV  READ-ONLY  FROZEN    PAUSED . all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v ||              S             ||              S             |
| sub-02     v v v ||                            ||                            |
| sub-03     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
|                  ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
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
|                  ||                            ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/3 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"queue": #"""
 bauta  demo   heads . 6 subjects  | 1 running . 4 to do . 2 failed . 1:35 left
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ tasks -----------------------------------------------------------------------+
|  subject    method      step      progress     time try what                 |
|v sub-01     full        measure                42 s   1 done                 |
|v sub-01     quickshear  deface                 42 s   1 done                 |
|v sub-01     noise       deface                 42 s   1 done                 |
|v sub-02     full        measure                42 s   1 done                 |
|x sub-02     quickshear  deface                 42 s   1 gate-face-left       |
|v sub-02     noise       deface                 42 s   1 done                 |
|x sub-03     full        measure                42 s   1 gate-face-left       |
|. sub-03     quickshear  deface                          a step before failed |
|. sub-03     noise       deface                          a step before failed |
|v sub-04     full        measure                42 s   1 done                 |
|* sub-04     quickshear  deface    #####.....   1:40   1 cutting              |
|v sub-04     noise       deface                 42 s   1 done                 |
|v sub-05     full        measure                42 s   1 done                 |
|. sub-05     quickshear  deface                          waits for its turn   |
|. sub-05     noise       deface                          waits for its turn   |
|v sub-06     full        measure                42 s   1 done                 |
|. sub-06     quickshear  deface                          waits for its turn   |
|. sub-06     noise       deface                          waits for its turn   |
+ 6 waiting  1 running  9 done  2 failed --------------------------------------+
 j/k task  r rerun  R rerun failed  X cancel  \ filter  L log   ? help  q quit
"""#,
"queue-failed": #"""
 bauta  demo   heads . 6 subjects  | 1 running . 4 to do . 2 failed . 1:35 left
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ tasks -----------------------------------------------------------------------+
|  subject    method      step      progress     time try what                 |
|v sub-01     full        measure                42 s   1 done                 |
|v sub-01     quickshear  deface                 42 s   1 done                 |
|v sub-01     noise       deface                 42 s   1 done                 |
|v sub-02     full        measure                42 s   1 done                 |
|x sub-02     quickshear  deface                 42 s   1 gate-face-left       |
|v sub-02     noise       deface                 42 s   1 done                 |
|x sub-03     full        measure                42 s   1 gate-face-left       |
|. sub-03     quickshear  deface                          a step before failed |
|. sub-03     noise       deface                          a step before failed |
|v sub-04     full        measure                42 s   1 done                 |
|* sub-04     quickshear  deface    #####.....   1:40   1 cutting              |
|v sub-04     noise       deface                 42 s   1 done                 |
|v sub-05     full        measure                42 s   1 done                 |
+ 6 waiting  1 running  9 done  2 failed --------------------------------------+
+ sub-02 quickshear deface: FAILED, gate-face-left ----------------------------+
| 35 % of the skin of the eyes is left; at most 20 % may be.                   |
| Take another method.                                                         |
|                                                                              |
+------------------------------------------------------------------------------+
 j/k task  r rerun  R rerun failed  X cancel  \ filter  L log   ? help  q quit
"""#,
"reading": #"""
 bauta
  1 Slices   3 Agreement   4 Queue   5 Matrix










          reading the study










 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"search": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v ||              S             ||              S             |
| sub-02     v v v ||                            ||                            |
| sub-03     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-04     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-05     v v v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-06     v v v ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
|                  ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|                  ||Axxxxxxxx@@@@@%@@@%@@@%@+  P||Axxxxxxxx@@@@@%@@@%@@@%@+  P|
|                  ||xxxxxxxxx%@@@%@@@@@@@@@@+   ||xxxxxxxxx%@@@%@@@@@@@@@@+   |
|                  ||xxxxxxxxx@@@@@%@@@%@@%%@+   ||xxxxxxxxx@@@@@%@@@%@@%%@+   |
|                  ||xxxxxxxxx%@@@%@@@@@%@@@@+   ||xxxxxxxxx%@@@%@@@@@%@@@@+   |
|                  ||xxxxxxxxx@@@@@@@@@@@@@@@+   ||xxxxxxxxx@@@@@@@@@@@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  ||                            ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6 -------------++----------------------------------------------------------+
/sub-0   a part of a subject's label; n and N go on
"""#,
"slices": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v ||              S             ||              S             |
| sub-02     v v v ||                            ||                            |
| sub-03     v v v ||     *++*++**++**+**++**-   ||     *++*++**++**+**++**-   |
| sub-04     v v v ||     @@@@@@@@@@@@@@@@@@@+   ||     @@@@@@@@@@@@@@@@@@@+   |
| sub-05     v v v ||     @@%@@@@@@@@@%@@@@@@+   ||     @@%@@@@@@@@@%@@@@@@+   |
| sub-06     v v v ||     @@@%@@@%@@%@@%@@@%@+   ||     @@@%@@@%@@%@@%@@@%@+   |
|                  ||     @@@@@@@@%@@@%@@@@@@+   ||     @@@@@@@@%@@@%@@@@@@+   |
|                  ||Axxxxxxxx@@@@@%@@@%@@@%@+  P||Axxxxxxxx@@@@@%@@@%@@@%@+  P|
|                  ||xxxxxxxxx%@@@%@@@@@@@@@@+   ||xxxxxxxxx%@@@%@@@@@@@@@@+   |
|                  ||xxxxxxxxx@@@@@%@@@%@@%%@+   ||xxxxxxxxx@@@@@%@@@%@@%%@+   |
|                  ||xxxxxxxxx%@@@%@@@@@%@@@@+   ||xxxxxxxxx%@@@%@@@@@%@@@@+   |
|                  ||xxxxxxxxx@@@@@@@@@@@@@@@+   ||xxxxxxxxx@@@@@@@@@@@@@@@+   |
|                  ||xxxxxxxxx+**++*++**++**+-   ||xxxxxxxxx+**++*++**++**+-   |
|                  ||xxxxxxxxx                   ||xxxxxxxxx                   |
|                  ||              I             ||              I             |
|                  ||                            ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-axial": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v || xxxxxxxxxxxxxAxxxxxxxxxxxx || xxxxxxxxxxxxxAxxxxxxxxxxxx |
| sub-02     v v v || xxxxxxxxxxxxxxxxxxxxxxxxxx || xxxxxxxxxxxxxxxxxxxxxxxxxx |
| sub-03     v v v || xxxxxxxxxxxxxxxxxxxxxxxxxx || xxxxxxxxxxxxxxxxxxxxxxxxxx |
| sub-04     v v v || xxxxxxxxxxxxxxxxxxxxxxxxxx || xxxxxxxxxxxxxxxxxxxxxxxxxx |
| sub-05     v v v || xxxxxxxxxxxxxxxxxxxxxxxxxx || xxxxxxxxxxxxxxxxxxxxxxxxxx |
| sub-06     v v v ||     .@@%@@@%@@@%@@@%@      ||     .@@%@@@%@@@%@@@%@      |
|                  ||      @@@@@@@@@@@@@@@@.     ||      @@@@@@@@@@@@@@@@.     |
|                  ||     .@@%@@@%@@@%@@@%@.     ||     .@@%@@@%@@@%@@@%@.     |
|                  ||R     @@@@%@@@%@@@%@@@     L||R     @@@@%@@@%@@@%@@@     L|
|                  ||     .@@%@@@%@@@%@@@%@      ||     .@@%@@@%@@@%@@@%@      |
|                  ||      @@@@@@@@@@@@@@@@.     ||      @@@@@@@@@@@@@@@@.     |
|                  ||     .@@%@@@%@@@%@@@%@.     ||     .@@%@@@%@@@%@@@%@.     |
|                  ||      @@@@@@@@%@@@%@@@.     ||      @@@@@@@@%@@@%@@@.     |
|                  ||     :@@@@@@@@@@@@@@@@.     ||     :@@@@@@@@@@@@@@@@.     |
|                  ||                            ||                            |
|                  ||              P             ||              P             |
|                  |+ axial  z=+0.0 mm ----------++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-blocked": #"""
 bauta  demo   heads . 6 subjects  | 1 running . 4 to do . 2 failed . 1:35 left
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full x --------------------++ quickshear - --------------+
| sub-01     v v v ||              S             ||                            |
| sub-02     v x v ||     *++*++**++**+**++**-   ||                            |
|>sub-03     x - - ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
| sub-04     v * v ||     @@%@@@@@@@@@%@@@@@@+   ||                            |
| sub-05     v . . ||     @@@%@@@%@@%@@%@@@%@+   ||                            |
| sub-06     v . . ||     @@@@@@@@%@@@%@@@@@@+   ||                            |
|                  ||A ***@@@%@@@@@%@@@%@@@%@+  P|| the full image failed, so  |
|                  ||  @@@@@@@%@@@%@@@@@@@@@@+   || this was not made          |
|                  ||  %@%@@@%@@@@@%@@@%@@%%@+   ||                            |
|                  ||     @@@@%@@@%@@@@@%@@@@+   ||                            |
|                  ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
|                  ||     ++**+**++*++**++**+-   ||                            |
|                  ||                            ||                            |
|                  ||              I             ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ blocked -------------------+
|                  |+ sub-03 full: deface FAILED, gate-face-left --------------+
|                  || 35 % of the skin of the eyes is left; at most 20 % may   |
|                  || be.                                                      |
|                  || Take another method.                                     |
+ 3/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-coronal-brain": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v ||              S             ||              S             |
| sub-02     v v v ||      ... ......:...:..     ||      ... ......:...:..     |
| sub-03     v v v ||     @@@@@@@@@@@@@@@@@#     ||     @@@@@@@@@@@@@@@@@#     |
| sub-04     v v v ||     %@%@oooooooooo%@@%     ||     %@%@oooooooooo%@@%     |
| sub-05     v v v ||     #@@%oo@@%%@@oo@@@#     ||     #@@%oo@@%%@@oo@@@#     |
| sub-06     v v v ||     %@%@oo%@@@%@oo@%@%     ||     %@%@oo%@@@%@oo@%@%     |
|                  ||     #@@@oo@@@%@@oo@@@#     ||     #@@@oo@@@%@@oo@@@#     |
|                  ||     %@%@oo%@@@@@oo@@@%     ||     %@%@oo%@@@@@oo@@@%     |
|                  ||R    #@@@oooooooooo@@@#    L||R    #@@@oooooooooo@@@#    L|
|                  ||     %@@@@@@%@@@@%@@@@%     ||     %@@@@@@%@@@@%@@@@%     |
|                  ||     #%@@@%@@@%@@@%%@@%     ||     #%@@@%@@@%@@@%%@@%     |
|                  ||     %@@@@@@@%@@@%@@@@#     ||     %@@@@@@@%@@@%@@@@#     |
|                  ||     #%@@@%@@@@%@@@%%@%     ||     #%@@@%@@@@%@@@%%@%     |
|                  ||     %@@@@@@@@@@@@@@@@%     ||     %@@@@@@@@@@@@@@@@%     |
|                  ||     ... ... ... ... ..     ||     ... ... ... ... ..     |
|                  ||              I             ||              I             |
|                  |+ coronal  y=+0.0 mm --------++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-failed": #"""
 bauta  demo   heads . 6 subjects  | 1 running . 4 to do . 2 failed . 1:35 left
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear x --------------+
| sub-01     v v v ||              S             ||                            |
|>sub-02     v x v ||     *++*++**++**+**++**-   ||                            |
| sub-03     x - - ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
| sub-04     v * v ||     @@%@@@@@@@@@%@@@@@@+   ||                            |
| sub-05     v . . ||     @@@%@@@%@@%@@%@@@%@+   ||                            |
| sub-06     v . . ||     @@@@@@@@%@@@%@@@@@@+   ||                            |
|                  ||A ***@@@%@@@@@%@@@%@@@%@+  P|| no image: deface failed,   |
|                  ||  @@@@@@@%@@@%@@@@@@@@@@+   || gate-face-left             |
|                  ||  %@%@@@%@@@@@%@@@%@@%%@+   ||                            |
|                  ||     @@@@%@@@%@@@@@%@@@@+   ||                            |
|                  ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
|                  ||     ++**+**++*++**++**+-   ||                            |
|                  ||                            ||                            |
|                  ||              I             ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ failed --------------------+
|                  |+ sub-02 quickshear: deface FAILED, gate-face-left --------+
|                  || 35 % of the skin of the eyes is left; at most 20 % may   |
|                  || be.                                                      |
|                  || Take another method.                                     |
+ 2/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-one-place": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ quickshear v --------------------------------------------+
|>sub-01     v v v ||                             S                            |
| sub-02     v v v ||                 ... ... ... ..... ... ..:                |
| sub-03     v v v ||                 #@%@@@%@@@@@@@@@@@@@%@@@@+               |
| sub-04     v v v ||                 *@@%%%@@%#@@%#%@@%%%@%%%@+               |
| sub-05     v v v ||                 #@#%@@#%%@%%%@%%#@@%#%%@%=               |
| sub-06     v v v ||                 *%@%%%@@%#%@@%%%@%%%@@%#@+               |
|                  ||                 #@%%%@%%%@%%#@@%#%@@#%%@@=               |
|                  ||           xxxxxxxxxxx#%@@%%%@%%%@%%%@@@#@+               |
|                  ||         A xxxxxxxxxxx@%%#@@%#%%@#%%@%%%@@+     P         |
|                  ||           xxxxxxxxxxx%%%@%%%@@%#@@%#%@@%@=               |
|                  ||           xxxxxxxxxxx@@%#%@@#%%@%%%@%%#@@+               |
|                  ||           xxxxxxxxxxx%%%@%%%@@%#%@@%%%@%%=               |
|                  ||           xxxxxxxxxxx%@@#%%@%%%@%%#@@%#%@+               |
|                  ||           xxxxxxxxxxx@@@@@@%@@@@@@@@@@@@@+               |
|                  ||           xxxxxxxxxxx. ... ... ... . . .                 |
|                  ||           xxxxxxxxxxx       I                            |
|                  |+ sagittal  x=+0.0 mm -------------------------------------+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-running": #"""
 bauta  demo   heads . 6 subjects  | 1 running . 4 to do . 2 failed . 1:35 left
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear * --------------+
| sub-01     v v v ||              S             ||                            |
| sub-02     v x v ||                            ||                            |
| sub-03     x - - ||     *++*++**++**+**++**-   ||                            |
|>sub-04     v * v ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
| sub-05     v . . ||     @@%@@@@@@@@@%@@@@@@+   ||                            |
| sub-06     v . . ||     @@@%@@@%@@%@@%@@@%@+   ||                            |
|                  ||     @@@@@@@@%@@@%@@@@@@+   ||                            |
|                  ||A ***@@@%@@@@@%@@@%@@@%@+  P|| deface: 50 %               |
|                  ||  @@@@@@@%@@@%@@@@@@@@@@+   ||                            |
|                  ||  %@%@@@%@@@@@%@@@%@@%%@+   ||                            |
|                  ||     @@@@%@@@%@@@@@%@@@@+   ||                            |
|                  ||     @@@@@@@@@@@@@@@@@@@+   ||                            |
|                  ||     ++**+**++*++**++**+-   ||                            |
|                  ||                            ||                            |
|                  ||              I             ||                            |
|                  ||                            ||                            |
|                  |+ sagittal  x=+0.0 mm -------++ running -------------------+
|                  |+ sub-04 --------------------------------------------------+
|                  || NBV 1439.0 ml                                            |
+ 4/6  2 failed ---++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-three": #"""
 bauta  demo   heads . 6 subjects . NBV                                all done
  1 Slices   3 Agreement   4 Queue   5 Matrix
+ subjects --------++ full v --------------------++ quickshear v --------------+
|>sub-01     v v v ||       S         .:.:S:.:.  ||       S         .:.:S:.:.  |
| sub-02     v v v ||  :----|---=     #@@@|@@@#  ||  :----|---=     #@@@|@@@#  |
| sub-03     v v v ||  *@@@@|@@@@:    *@@@|@@@*  ||  *@@@@|@@@@:    *@@@|@@@*  |
| sub-04     v v v ||  =---%@%---.  R ---@@@--- L||  =---%@%---.  R ---@@@--- L|
| sub-05     v v v ||Axxx@@@|@@@@:P   *@@@|@@@*  ||Axxx@@@|@@@@:P   *@@@|@@@*  |
| sub-06     v v v ||xxxx@@@|@@@@.    #@@@|@@@#  ||xxxx@@@|@@@@.    #@@@|@@@#  |
|                  ||xxxx=-=---=-.    .:::::::.  ||xxxx=-=---=-.    .:::::::.  |
|                  ||       I             I      ||       I             I      |
|                  ||       xxxxxxAxxxxxx        ||       xxxxxxAxxxxxx        |
|                  ||       xxxxxxxxxxxxx        ||       xxxxxxxxxxxxx        |
|                  ||         *@@@|@@@*          ||         *@@@|@@@*          |
|                  ||         *@@@|@@@*          ||         *@@@|@@@*          |
|                  ||     R   ---@@@---   L      ||     R   ---@@@---   L      |
|                  ||         #@@@|@@@#          ||         #@@@|@@@#          |
|                  ||         #@@@|@@@#          ||         #@@@|@@@#          |
|                  ||             P              ||             P              |
|                  |+ three planes  +0 +0 +0 mm -++ removed 14.8 %  brain 0 ---+
|                  |+ sub-01 --------------------------------------------------+
|                  || NBV 1400.0 ml   quickshear 1394.5 ml   -5.5 ml (-0.39 %) |
+ 1/6 -------------++----------------------------------------------------------+
 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
"slices-wide": #"""
 bauta  demo   heads · 6 subjects · NBV                                                                            ⠋ 1 running · 4 to do · 2 failed · 1:35 left
  1 Slices   3 Agreement   4 Queue   5 Matrix
┌ subjects ────────────────────┐┌ full ✓ ──────────────────────────────────────────────────────┐┌ quickshear ✓ ────────────────────────────────────────────────┐
│▶sub-01                 ✓ ✓ ✓ ││                                                              ││                                                              │
│ sub-02                 ✓ ✗ ✓ ││                                                              ││                                                              │
│ sub-03                 ✗ – – ││                                                              ││                                                              │
│ sub-04                 ✓ ● ✓ ││                                                              ││                                                              │
│ sub-05                 ✓ · · ││                                                              ││                                                              │
│ sub-06                 ✓ · · ││                                                              ││                                                              │
│                              ││                               S                              ││                               S                              │
│                              ││                                                              ││                                                              │
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
  1 Slices   3 Agreement   4 Queue   5 Matrix










          the queue 'queue.sqlite' cannot be read










 j/k subject  m method  s/c/a plane  [ ] slice  o overlay       ? help  q quit
"""#,
]
