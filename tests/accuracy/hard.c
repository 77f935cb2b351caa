/* hard.c: see hard.h. */
#include "hard.h"

#include <math.h>
#include <pthread.h>

#include <mpfr.h>

/* Arguments whose results lie next to a float64 or to the middle between two; those of a function
 * stand together. Printed by scripts/hard_cases.py, which searches; the number is how near, in
 * units in the last place. Those that come nearer than 2^-50 are published: V. Lefevre and
 * J.-M. Muller, Some Worst Cases for the Table Maker's Dilemma, 2000. */
static const struct {
  reference_id id;
  double x, y;
} HARD[] = {
    {REF_EXP, -0x1.e8bdbfcd9144ep+3, 0},                       /* 2^-55 */
    {REF_EXP, -0x1.71e0b869b5e79p+2, 0},                       /* 2^-54 */
    {REF_EXP, -0x1.02393d5976769p+1, 0},                       /* 2^-54 */
    {REF_EXP, -0x1.62d9b921059a8p+9, 0},                       /* 2^-25 */
    {REF_EXP, -0x1.b18513de2fd2dp+8, 0},                       /* 2^-20 */
    {REF_EXP, -0x1.106a8f0a671eep+8, 0},                       /* 2^-23 */
    {REF_EXP, -0x1.faa7f43d25106p+4, 0},                       /* 2^-24 */
    {REF_EXP, 0x1.16b29b8a808a7p+3, 0},                        /* 2^-27 */
    {REF_EXP, 0x1.a85b9e218643ep+7, 0},                        /* 2^-26 */
    {REF_EXP, 0x1.b3028b4cc15dep+8, 0},                        /* 2^-25 */
    {REF_EXP, 0x1.58c1ba60ed4e7p+9, 0},                        /* 2^-27 */
    {REF_EXP, 0x1.af563220793fap-22, 0},                       /* 2^-27 */
    {REF_EXP, 0x1.33b9304ba3dadp-19, 0},                       /* 2^-26 */
    {REF_EXP, 0x1.619c8c8b36e18p-15, 0},                       /* 2^-28 */
    {REF_EXP, 0x1.4f9c673d9e2a9p-8, 0},                        /* 2^-29 */
    {REF_EXP, 0x1.d0ca6da4c2e2bp-5, 0},                        /* 2^-26 */
    {REF_EXP, 0x1.2d103954dc416p-1, 0},                        /* 2^-28 */
    {REF_EXP2, -0x1.02e541b0c5b60p+10, 0},                     /* 2^-23 */
    {REF_EXP2, -0x1.30a88d3e195a9p+9, 0},                      /* 2^-22 */
    {REF_EXP2, -0x1.e7568c6afa3dap+8, 0},                      /* 2^-23 */
    {REF_EXP2, -0x1.7a99464726eddp+7, 0},                      /* 2^-26 */
    {REF_EXP2, 0x1.f0c7afeb50b68p+4, 0},                       /* 2^-25 */
    {REF_EXP2, 0x1.0453b1a30c069p+8, 0},                       /* 2^-23 */
    {REF_EXP2, 0x1.f8b2fe8464827p+8, 0},                       /* 2^-27 */
    {REF_EXP2, 0x1.87996b028db56p+9, 0},                       /* 2^-20 */
    {REF_EXP2, 0x1.02b7456d44e57p-23, 0},                      /* 2^-25 */
    {REF_EXP2, 0x1.c6665546c2b6bp-22, 0},                      /* 2^-26 */
    {REF_EXP2, 0x1.95f934e44ab5ap-18, 0},                      /* 2^-28 */
    {REF_EXP2, 0x1.8a57b9844aa82p-12, 0},                      /* 2^-26 */
    {REF_EXP2, 0x1.c5e2ac0242e37p-10, 0},                      /* 2^-26 */
    {REF_EXP2, 0x1.2ae6f6081a294p-4, 0},                       /* 2^-26 */
    {REF_EXP2, 0x1.8b68e36d00ffcp-4, 0},                       /* 2^-27 */
    {REF_EXPM1, -0x1.d32e342596abcp+3, 0},                     /* 2^-28 */
    {REF_EXPM1, 0x1.0ebd41b8f84dep+6, 0},                      /* 2^-24 */
    {REF_EXPM1, 0x1.3cb6f6a4c2a5ap+7, 0},                      /* 2^-22 */
    {REF_EXPM1, 0x1.ea24c49edf7a5p+7, 0},                      /* 2^-21 */
    {REF_EXPM1, 0x1.6e331a1d02359p+8, 0},                      /* 2^-21 */
    {REF_EXPM1, 0x1.c3cf242c5e901p+8, 0},                      /* 2^-26 */
    {REF_EXPM1, 0x1.32f86a5b847bdp+9, 0},                      /* 2^-21 */
    {REF_EXPM1, 0x1.5188bd0241ef4p+9, 0},                      /* 2^-22 */
    {REF_EXPM1, 0x1.dca58bbaf0bc7p-25, 0},                     /* 2^-27 */
    {REF_EXPM1, 0x1.52548d702ba1ap-20, 0},                     /* 2^-27 */
    {REF_EXPM1, 0x1.299b98e6add0ep-18, 0},                     /* 2^-28 */
    {REF_EXPM1, 0x1.9c4f70a961aeep-13, 0},                     /* 2^-29 */
    {REF_EXPM1, 0x1.1c2b8d059a886p-9, 0},                      /* 2^-27 */
    {REF_EXPM1, 0x1.6a68a0a16dfbap-7, 0},                      /* 2^-25 */
    {REF_EXPM1, 0x1.b5600f39edbdep-4, 0},                      /* 2^-27 */
    {REF_LOG, 0x1.ac50b409c8aeep+8, 0},                        /* 2^-62 */
    {REF_LOG, 0x1.d9ffd42cd5134p-830, 0},                      /* 2^-33 */
    {REF_LOG, 0x1.80721bd9915e0p-712, 0},                      /* 2^-26 */
    {REF_LOG, 0x1.78a53bb406249p-493, 0},                      /* 2^-26 */
    {REF_LOG, 0x1.d5662e355062ep-152, 0},                      /* 2^-34 */
    {REF_LOG, 0x1.2f2e525b5ccb8p+222, 0},                      /* 2^-27 */
    {REF_LOG, 0x1.4242247d39782p+461, 0},                      /* 2^-29 */
    {REF_LOG, 0x1.bba6f9d83ee51p+684, 0},                      /* 2^-27 */
    {REF_LOG, 0x1.c93643c247530p+942, 0},                      /* 2^-29 */
    {REF_LOG, 0x1.08a03cbbd3770p-1, 0},                        /* 2^-27 */
    {REF_LOG, 0x1.6662d68d6b42fp-1, 0},                        /* 2^-27 */
    {REF_LOG, 0x1.6a81c1cca9d18p-1, 0},                        /* 2^-28 */
    {REF_LOG, 0x1.f1992b6cddfc2p-1, 0},                        /* 2^-27 */
    {REF_LOG, 0x1.2d589a10d6417p+0, 0},                        /* 2^-28 */
    {REF_LOG, 0x1.69d49126c605bp+0, 0},                        /* 2^-26 */
    {REF_LOG, 0x1.acf4d89bcab23p+0, 0},                        /* 2^-29 */
    {REF_LOG, 0x1.cea7454657f29p+0, 0},                        /* 2^-29 */
    {REF_LOG2, 0x1.0586a0992015ap-901, 0},                     /* 2^-26 */
    {REF_LOG2, 0x1.0c327b0aac425p-554, 0},                     /* 2^-28 */
    {REF_LOG2, 0x1.917e0730918f5p-382, 0},                     /* 2^-30 */
    {REF_LOG2, 0x1.301838123c413p-48, 0},                      /* 2^-28 */
    {REF_LOG2, 0x1.22361d08c3227p+66, 0},                      /* 2^-25 */
    {REF_LOG2, 0x1.ef12a562f6930p+485, 0},                     /* 2^-28 */
    {REF_LOG2, 0x1.e8f7c148e40abp+721, 0},                     /* 2^-27 */
    {REF_LOG2, 0x1.9e8a5d880e41dp+882, 0},                     /* 2^-27 */
    {REF_LOG2, 0x1.147806fa8ade7p-1, 0},                       /* 2^-31 */
    {REF_LOG2, 0x1.4d31a2562b818p-1, 0},                       /* 2^-28 */
    {REF_LOG2, 0x1.8ad5d6dfc289ap-1, 0},                       /* 2^-29 */
    {REF_LOG2, 0x1.e4e7d5c472aa2p-1, 0},                       /* 2^-26 */
    {REF_LOG2, 0x1.2182ddebe46e9p+0, 0},                       /* 2^-27 */
    {REF_LOG2, 0x1.3afea4bbffad4p+0, 0},                       /* 2^-29 */
    {REF_LOG2, 0x1.a8d39520394fep+0, 0},                       /* 2^-27 */
    {REF_LOG2, 0x1.ed243292d3058p+0, 0},                       /* 2^-29 */
    {REF_LOG10, 0x1.c8345d041c0b5p-883, 0},                    /* 2^-27 */
    {REF_LOG10, 0x1.7589be27cdd43p-750, 0},                    /* 2^-28 */
    {REF_LOG10, 0x1.c9a6ddde3fc52p-267, 0},                    /* 2^-27 */
    {REF_LOG10, 0x1.064a708aec947p-191, 0},                    /* 2^-31 */
    {REF_LOG10, 0x1.64294e26c0c92p+113, 0},                    /* 2^-27 */
    {REF_LOG10, 0x1.44eac1b7f2845p+329, 0},                    /* 2^-27 */
    {REF_LOG10, 0x1.a9f851e33f856p+689, 0},                    /* 2^-26 */
    {REF_LOG10, 0x1.089b248220d4ap+892, 0},                    /* 2^-27 */
    {REF_LOG10, 0x1.146e106380fcap-1, 0},                      /* 2^-28 */
    {REF_LOG10, 0x1.36220f000759dp-1, 0},                      /* 2^-27 */
    {REF_LOG10, 0x1.a1587976cf454p-1, 0},                      /* 2^-27 */
    {REF_LOG10, 0x1.b1e1357b05885p-1, 0},                      /* 2^-25 */
    {REF_LOG10, 0x1.2f49d5ce62acap+0, 0},                      /* 2^-26 */
    {REF_LOG10, 0x1.43e93b51e0729p+0, 0},                      /* 2^-29 */
    {REF_LOG10, 0x1.9cdcec9785975p+0, 0},                      /* 2^-27 */
    {REF_LOG10, 0x1.bc117c082a3bbp+0, 0},                      /* 2^-31 */
    {REF_LOG1P, -0x1.af02a385711a7p-1, 0},                     /* 2^-27 */
    {REF_LOG1P, -0x1.40094a6e35e4bp-1, 0},                     /* 2^-24 */
    {REF_LOG1P, -0x1.cc2e1b3f7d901p-2, 0},                     /* 2^-28 */
    {REF_LOG1P, -0x1.e33cf4041792cp-3, 0},                     /* 2^-31 */
    {REF_LOG1P, 0x1.f71303630c4c8p-4, 0},                      /* 2^-27 */
    {REF_LOG1P, 0x1.15cb4dedea839p-2, 0},                      /* 2^-25 */
    {REF_LOG1P, 0x1.1cdedd9f2825cp-1, 0},                      /* 2^-25 */
    {REF_LOG1P, 0x1.84c6f6503ddeap-1, 0},                      /* 2^-29 */
    {REF_LOG1P, 0x1.454f41c28c1cbp-21, 0},                     /* 2^-31 */
    {REF_LOG1P, 0x1.1edbcac5d0948p+141, 0},                    /* 2^-27 */
    {REF_LOG1P, 0x1.5fd9d57f191cep+259, 0},                    /* 2^-32 */
    {REF_LOG1P, 0x1.b3311482c1545p+481, 0},                    /* 2^-27 */
    {REF_LOG1P, 0x1.0a2e6bcfff06fp+565, 0},                    /* 2^-29 */
    {REF_LOG1P, 0x1.2717983807ea4p+648, 0},                    /* 2^-26 */
    {REF_LOG1P, 0x1.0d29b43d6f7d2p+756, 0},                    /* 2^-37 */
    {REF_LOG1P, 0x1.9abc604fd1819p+999, 0},                    /* 2^-28 */
    {REF_SIN, 0x1.7f941b80eb90cp-11, 0},                       /* 2^-27 */
    {REF_SIN, 0x1.1c0c954612effp-8, 0},                        /* 2^-26 */
    {REF_SIN, 0x1.5dfc8b5167615p-6, 0},                        /* 2^-26 */
    {REF_SIN, 0x1.9d0dceb340dd5p-4, 0},                        /* 2^-27 */
    {REF_SIN, 0x1.fdf28c43dc2d2p-1, 0},                        /* 2^-29 */
    {REF_SIN, 0x1.5d7dadf89bbafp+2, 0},                        /* 2^-27 */
    {REF_SIN, 0x1.84307aa73bfb1p+4, 0},                        /* 2^-25 */
    {REF_SIN, 0x1.30f57d1e9eed2p+6, 0},                        /* 2^-24 */
    {REF_SIN, 0x1.86551a05b78bap+7, 0},                        /* 2^-24 */
    {REF_SIN, 0x1.fe692f646f9ddp+10, 0},                       /* 2^-20 */
    {REF_SIN, 0x1.da1c95ecd2913p+12, 0},                       /* 2^-17 */
    {REF_SIN, 0x1.74e471d01330cp+16, 0},                       /* 2^-18 */
    {REF_SIN, 0x1.2f5be6acca119p+18, 0},                       /* 2^-16 */
    {REF_COS, 0x1.ee1159ddd2af7p-16, 0},                       /* 2^-23 */
    {REF_COS, 0x1.ee1d817e4bf3cp-13, 0},                       /* 2^-30 */
    {REF_COS, 0x1.30db8ca98e6b5p-9, 0},                        /* 2^-26 */
    {REF_COS, 0x1.7ec8788a90bfcp-8, 0},                        /* 2^-27 */
    {REF_COS, 0x1.4989d610db7f1p-4, 0},                        /* 2^-26 */
    {REF_COS, 0x1.c20a7137a3240p-3, 0},                        /* 2^-28 */
    {REF_COS, 0x1.01792c913866cp+1, 0},                        /* 2^-26 */
    {REF_COS, 0x1.9ff1306adec54p+2, 0},                        /* 2^-26 */
    {REF_COS, 0x1.1c2ca0a72b235p+6, 0},                        /* 2^-24 */
    {REF_COS, 0x1.a3ce0fb285f30p+7, 0},                        /* 2^-22 */
    {REF_COS, 0x1.353b59d656237p+10, 0},                       /* 2^-22 */
    {REF_COS, 0x1.1b8a752c9f955p+13, 0},                       /* 2^-21 */
    {REF_COS, 0x1.7ad315bcbcecap+15, 0},                       /* 2^-18 */
    {REF_COS, 0x1.a8e52861a6828p+19, 0},                       /* 2^-18 */
    {REF_TAN, 0x1.17ee29998e77bp-19, 0},                       /* 2^-15 */
    {REF_TAN, 0x1.c83a073d1bc7fp-13, 0},                       /* 2^-27 */
    {REF_TAN, 0x1.53b003f1a01fap-8, 0},                        /* 2^-32 */
    {REF_TAN, 0x1.2f05f8bceaa7cp-7, 0},                        /* 2^-29 */
    {REF_TAN, 0x1.e94c9f15034fap-5, 0},                        /* 2^-26 */
    {REF_TAN, 0x1.266d0c7a1a523p-2, 0},                        /* 2^-26 */
    {REF_TAN, 0x1.11e307f9ee52dp+0, 0},                        /* 2^-31 */
    {REF_TAN, 0x1.82d618d2a1e19p+3, 0},                        /* 2^-27 */
    {REF_TAN, 0x1.4ad72376c1b1ep+5, 0},                        /* 2^-25 */
    {REF_TAN, 0x1.ef69585a9fef5p+7, 0},                        /* 2^-24 */
    {REF_TAN, 0x1.0775514fe9e13p+10, 0},                       /* 2^-20 */
    {REF_TAN, 0x1.7eacde707b933p+13, 0},                       /* 2^-19 */
    {REF_TAN, 0x1.290c807a85d10p+16, 0},                       /* 2^-22 */
    {REF_TAN, 0x1.e21a42bf1e7b4p+19, 0},                       /* 2^-16 */
    {REF_SINC, 0x1.c5bef78b9dc72p-14, 0},                      /* 2^-26 */
    {REF_SINC, 0x1.23f802f5be38ep-11, 0},                      /* 2^-27 */
    {REF_SINC, 0x1.fc3d4a249ba08p-9, 0},                       /* 2^-28 */
    {REF_SINC, 0x1.b3f9c8bd15c0fp-7, 0},                       /* 2^-25 */
    {REF_SINC, 0x1.51ef945bda445p-5, 0},                       /* 2^-24 */
    {REF_SINC, 0x1.1d34f9a66bb38p-2, 0},                       /* 2^-28 */
    {REF_SINC, 0x1.db8827d7e8de3p+0, 0},                       /* 2^-26 */
    {REF_SINC, 0x1.a9b8d695bec75p+4, 0},                       /* 2^-24 */
    {REF_SINC, 0x1.06c2a460f0639p+7, 0},                       /* 2^-24 */
    {REF_SINC, 0x1.674437d68491ep+8, 0},                       /* 2^-25 */
    {REF_SINC, 0x1.31822b3b69364p+10, 0},                      /* 2^-22 */
    {REF_SINC, 0x1.e5356b313932bp+12, 0},                      /* 2^-21 */
    {REF_SINC, 0x1.130b71b79ed45p+17, 0},                      /* 2^-16 */
    {REF_SINC, 0x1.7eb4817f260ebp+17, 0},                      /* 2^-14 */
    {REF_SINH, 0x1.1cc0ef321abe7p-20, 0},                      /* 2^-12 */
    {REF_SINH, 0x1.74e38a20ad84bp-13, 0},                      /* 2^-27 */
    {REF_SINH, 0x1.43105292248bfp-11, 0},                      /* 2^-28 */
    {REF_SINH, 0x1.c3ded515e5930p-9, 0},                       /* 2^-29 */
    {REF_SINH, 0x1.6a1e760a92c8ap-7, 0},                       /* 2^-26 */
    {REF_SINH, 0x1.8b07ed073ed27p-5, 0},                       /* 2^-28 */
    {REF_SINH, 0x1.8d592655fb4fep-3, 0},                       /* 2^-25 */
    {REF_SINH, 0x1.5fdbca3cdca56p-2, 0},                       /* 2^-26 */
    {REF_SINH, 0x1.4306966bef441p+1, 0},                       /* 2^-29 */
    {REF_SINH, 0x1.34a51f7ebcd8dp+2, 0},                       /* 2^-25 */
    {REF_SINH, 0x1.05e8ee9e9f94fp+5, 0},                       /* 2^-23 */
    {REF_SINH, 0x1.22565099c2d68p+7, 0},                       /* 2^-26 */
    {REF_SINH, 0x1.9c4941eec7f69p+7, 0},                       /* 2^-24 */
    {REF_COSH, 0x1.bc24e516d8544p-20, 0},                      /* 2^-18 */
    {REF_COSH, 0x1.fb3e5816ee6c2p-19, 0},                      /* 2^-14 */
    {REF_COSH, 0x1.2edb2ade06872p-12, 0},                      /* 2^-26 */
    {REF_COSH, 0x1.ea53b53cbfb6cp-11, 0},                      /* 2^-28 */
    {REF_COSH, 0x1.77bfeff7bc900p-8, 0},                       /* 2^-29 */
    {REF_COSH, 0x1.0ab037c81acdap-6, 0},                       /* 2^-31 */
    {REF_COSH, 0x1.d279ecce70bf4p-5, 0},                       /* 2^-27 */
    {REF_COSH, 0x1.8c7cde040d6b2p-4, 0},                       /* 2^-28 */
    {REF_COSH, 0x1.79a29c8e7b6ebp-1, 0},                       /* 2^-29 */
    {REF_COSH, 0x1.02724a00d0898p+2, 0},                       /* 2^-27 */
    {REF_COSH, 0x1.883ae7eed8c9cp+2, 0},                       /* 2^-25 */
    {REF_COSH, 0x1.ffd8be01d8e8bp+3, 0},                       /* 2^-26 */
    {REF_COSH, 0x1.c0ddbf1d430a5p+5, 0},                       /* 2^-26 */
    {REF_COSH, 0x1.a9cc90600ae6ep+8, 0},                       /* 2^-23 */
    {REF_TANH, 0x1.0cdaab691a179p-20, 0},                      /* 2^-13 */
    {REF_TANH, 0x1.32c6c56081c62p-12, 0},                      /* 2^-29 */
    {REF_TANH, 0x1.27ed8c5181609p-10, 0},                      /* 2^-29 */
    {REF_TANH, 0x1.0ceb488c851c7p-8, 0},                       /* 2^-26 */
    {REF_TANH, 0x1.fa00a4c82bbf7p-8, 0},                       /* 2^-25 */
    {REF_TANH, 0x1.0fdc2370bbfccp-5, 0},                       /* 2^-28 */
    {REF_TANH, 0x1.7fb4afe761452p-5, 0},                       /* 2^-29 */
    {REF_TANH, 0x1.09697a7663b33p-2, 0},                       /* 2^-26 */
    {REF_TANH, 0x1.a2df565e4de09p-2, 0},                       /* 2^-27 */
    {REF_TANH, 0x1.a8376f3c082dfp+0, 0},                       /* 2^-30 */
    {REF_TANH, 0x1.6a5ff1e717575p+2, 0},                       /* 2^-29 */
    {REF_TANH, 0x1.27cdd3aeca569p+3, 0},                       /* 2^-28 */
    {REF_ARCSINH, 0x1.6d9fb91e35991p+26, 0},                   /* 2^-26 */
    {REF_ARCSINH, 0x1.2952b62fe0b95p+223, 0},                  /* 2^-27 */
    {REF_ARCSINH, 0x1.ef4508e8996ffp+344, 0},                  /* 2^-27 */
    {REF_ARCSINH, 0x1.0ceb7bd2c5307p+437, 0},                  /* 2^-28 */
    {REF_ARCSINH, 0x1.fff93b47d6c8ap+497, 0},                  /* 2^-29 */
    {REF_ARCSINH, 0x1.0c56e319e3319p+717, 0},                  /* 2^-26 */
    {REF_ARCSINH, 0x1.2a7a1a6a890aap+822, 0},                  /* 2^-27 */
    {REF_ARCSINH, 0x1.6d6872cc34f17p+980, 0},                  /* 2^-31 */
    {REF_ARCSINH, 0x1.9a985f0ffcb44p-3, 0},                    /* 2^-27 */
    {REF_ARCSINH, 0x1.1b5bc5e3c76fap-1, 0},                    /* 2^-26 */
    {REF_ARCSINH, 0x1.4c802067a7e3dp-1, 0},                    /* 2^-27 */
    {REF_ARCSINH, 0x1.e78c0b6af421cp+0, 0},                    /* 2^-27 */
    {REF_ARCSINH, 0x1.a296498dc3282p+1, 0},                    /* 2^-28 */
    {REF_ARCSINH, 0x1.5b974886148aap+3, 0},                    /* 2^-27 */
    {REF_ARCSINH, 0x1.6d4705e5fdd10p+4, 0},                    /* 2^-25 */
    {REF_ARCSINH, 0x1.6b84b89561ae1p+5, 0},                    /* 2^-26 */
    {REF_ARCCOSH, 0x1.2e6eebc7bd3dap+54, 0},                   /* 2^-31 */
    {REF_ARCCOSH, 0x1.29727c3156913p+156, 0},                  /* 2^-27 */
    {REF_ARCCOSH, 0x1.a7d2617494bc4p+361, 0},                  /* 2^-27 */
    {REF_ARCCOSH, 0x1.0b2f192e040d5p+413, 0},                  /* 2^-25 */
    {REF_ARCCOSH, 0x1.dfa010b3a396fp+577, 0},                  /* 2^-28 */
    {REF_ARCCOSH, 0x1.a53b5b81d2d7ap+656, 0},                  /* 2^-25 */
    {REF_ARCCOSH, 0x1.4c2f8aae269bfp+753, 0},                  /* 2^-31 */
    {REF_ARCCOSH, 0x1.2c8864c63baf8p+919, 0},                  /* 2^-28 */
    {REF_ARCCOSH, 0x1.7cd789ef6b12bp+0, 0},                    /* 2^-27 */
    {REF_ARCCOSH, 0x1.602d17142085ep+1, 0},                    /* 2^-28 */
    {REF_ARCCOSH, 0x1.45cd32dc60249p+2, 0},                    /* 2^-26 */
    {REF_ARCCOSH, 0x1.2f8f0277c269bp+3, 0},                    /* 2^-28 */
    {REF_ARCCOSH, 0x1.aeef7a6f102eep+3, 0},                    /* 2^-28 */
    {REF_ARCCOSH, 0x1.eef0a56d3b80bp+4, 0},                    /* 2^-27 */
    {REF_ARCCOSH, 0x1.a41ea59dc65f2p+5, 0},                    /* 2^-27 */
    {REF_ARCCOSH, 0x1.e02fc4f34045ap+5, 0},                    /* 2^-26 */
    {REF_ARCTANH, 0x1.3c09222a92107p-13, 0},                   /* 2^-31 */
    {REF_ARCTANH, 0x1.c0ee0c5d4b208p-12, 0},                   /* 2^-28 */
    {REF_ARCTANH, 0x1.74ee84ec8029ep-10, 0},                   /* 2^-27 */
    {REF_ARCTANH, 0x1.bb9c0bbc4e673p-9, 0},                    /* 2^-27 */
    {REF_ARCTANH, 0x1.2349a72a30247p-7, 0},                    /* 2^-26 */
    {REF_ARCTANH, 0x1.e4b60e4bb52dbp-7, 0},                    /* 2^-27 */
    {REF_ARCTANH, 0x1.1cfaeb49f0399p-5, 0},                    /* 2^-26 */
    {REF_ARCTANH, 0x1.33e0467f086d9p-4, 0},                    /* 2^-26 */
    {REF_ARCTANH, 0x1.c78e9b105e70dp-3, 0},                    /* 2^-28 */
    {REF_ARCTANH, 0x1.4411ad9cf7af5p-1, 0},                    /* 2^-27 */
    {REF_CBRT, 0x1.1503945bef587p-762, 0},                     /* 2^-26 */
    {REF_CBRT, 0x1.f50241da7aaa5p-739, 0},                     /* 2^-32 */
    {REF_CBRT, 0x1.71089bbd5e38cp-387, 0},                     /* 2^-28 */
    {REF_CBRT, 0x1.80ab1785a36ffp-103, 0},                     /* 2^-30 */
    {REF_CBRT, 0x1.5b4aa7ff2cee1p+69, 0},                      /* 2^-29 */
    {REF_CBRT, 0x1.5f3af024d3455p+486, 0},                     /* 2^-28 */
    {REF_CBRT, 0x1.4c71797af5ae2p+652, 0},                     /* 2^-25 */
    {REF_CBRT, 0x1.e7540ebaff43ep+902, 0},                     /* 2^-26 */
    {REF_CBRT, 0x1.03ebb7bcc0007p+0, 0},                       /* 2^-25 */
    {REF_CBRT, 0x1.a1ffa689720d3p+0, 0},                       /* 2^-29 */
    {REF_CBRT, 0x1.d680f3b0053c5p+0, 0},                       /* 2^-29 */
    {REF_CBRT, 0x1.28ea80da18224p+1, 0},                       /* 2^-29 */
    {REF_CBRT, 0x1.9477d8647da01p+1, 0},                       /* 2^-24 */
    {REF_CBRT, 0x1.d804b43d60640p+1, 0},                       /* 2^-25 */
    {REF_CBRT, 0x1.57bcac90d2d89p+2, 0},                       /* 2^-28 */
    {REF_CBRT, 0x1.ce9bc38a8ac1fp+2, 0},                       /* 2^-27 */
    {REF_ARCSIN, 0x1.768c06e99335ap-19, 0},                    /* 2^-15 */
    {REF_ARCSIN, 0x1.684914d51649cp-13, 0},                    /* 2^-28 */
    {REF_ARCSIN, 0x1.29b8928f14a2ep-12, 0},                    /* 2^-28 */
    {REF_ARCSIN, 0x1.6d7fce8319994p-11, 0},                    /* 2^-26 */
    {REF_ARCSIN, 0x1.ef0b1400e52d7p-10, 0},                    /* 2^-27 */
    {REF_ARCSIN, 0x1.ac933fa0e5611p-9, 0},                     /* 2^-28 */
    {REF_ARCSIN, 0x1.2bad78360a22ep-7, 0},                     /* 2^-26 */
    {REF_ARCSIN, 0x1.d639df9dca5d6p-6, 0},                     /* 2^-26 */
    {REF_ARCSIN, 0x1.a63cc8e53d5ecp-5, 0},                     /* 2^-25 */
    {REF_ARCSIN, 0x1.8c8af7e69d5eap-4, 0},                     /* 2^-28 */
    {REF_ARCSIN, 0x1.a13103e2d0c90p-3, 0},                     /* 2^-30 */
    {REF_ARCSIN, 0x1.8a0af56d58337p-1, 0},                     /* 2^-31 */
    {REF_ARCCOS, -0x1.ebf0277d4a0dap-1, 0},                    /* 2^-29 */
    {REF_ARCCOS, -0x1.912b56fd684cap-1, 0},                    /* 2^-26 */
    {REF_ARCCOS, -0x1.57946e745e294p-1, 0},                    /* 2^-27 */
    {REF_ARCCOS, -0x1.092be474ba86bp-1, 0},                    /* 2^-28 */
    {REF_ARCCOS, -0x1.e6288c467eb6ep-2, 0},                    /* 2^-29 */
    {REF_ARCCOS, -0x1.2a236936ff6edp-2, 0},                    /* 2^-27 */
    {REF_ARCCOS, -0x1.169d73f402e44p-3, 0},                    /* 2^-27 */
    {REF_ARCCOS, -0x1.63bf8e1add9c0p-5, 0},                    /* 2^-27 */
    {REF_ARCCOS, 0x1.e8e26af01c7adp-4, 0},                     /* 2^-26 */
    {REF_ARCCOS, 0x1.f36afed484cbep-3, 0},                     /* 2^-28 */
    {REF_ARCCOS, 0x1.265597b3a1898p-2, 0},                     /* 2^-30 */
    {REF_ARCCOS, 0x1.f5c314736a3f9p-2, 0},                     /* 2^-26 */
    {REF_ARCCOS, 0x1.0c48453451a21p-1, 0},                     /* 2^-29 */
    {REF_ARCCOS, 0x1.7ab9ecca273c2p-1, 0},                     /* 2^-26 */
    {REF_ARCCOS, 0x1.b86e7d5e69164p-1, 0},                     /* 2^-28 */
    {REF_ARCCOS, 0x1.c46d39b090b60p-1, 0},                     /* 2^-27 */
    {REF_ARCTAN, 0x1.75f99a373dbdap-11, 0},                    /* 2^-29 */
    {REF_ARCTAN, 0x1.022ab844ded2ep-10, 0},                    /* 2^-27 */
    {REF_ARCTAN, 0x1.a971f7e763b9bp-6, 0},                     /* 2^-27 */
    {REF_ARCTAN, 0x1.0da66d62a7d1fp-5, 0},                     /* 2^-26 */
    {REF_ARCTAN, 0x1.871fdd828bc59p-3, 0},                     /* 2^-29 */
    {REF_ARCTAN, 0x1.346835a8676fbp+0, 0},                     /* 2^-30 */
    {REF_ARCTAN, 0x1.2906343e6f64ep+4, 0},                     /* 2^-26 */
    {REF_ARCTAN, 0x1.0238c6de0ba81p+7, 0},                     /* 2^-27 */
    {REF_ARCTAN, 0x1.c9debbb12a495p+8, 0},                     /* 2^-33 */
    {REF_ARCTAN, 0x1.c807ece0e5c7ap+10, 0},                    /* 2^-29 */
    {REF_ARCTAN, 0x1.cacc1f9495646p+12, 0},                    /* 2^-28 */
    {REF_ARCTAN, 0x1.872b33adca889p+15, 0},                    /* 2^-27 */
    {REF_ARCTAN, 0x1.47085ee7595ffp+18, 0},                    /* 2^-26 */
    {REF_ERF, 0x1.5fc1914385a63p-20, 0},                       /* 2^-29 */
    {REF_ERF, 0x1.b4ad1b33b2c70p-19, 0},                       /* 2^-27 */
    {REF_ERF, 0x1.18d558685b79cp-17, 0},                       /* 2^-26 */
    {REF_ERF, 0x1.86cfb91bdcda2p-15, 0},                       /* 2^-29 */
    {REF_ERF, 0x1.19b25ae3679abp-14, 0},                       /* 2^-29 */
    {REF_ERF, 0x1.bf4a99735f2aap-13, 0},                       /* 2^-27 */
    {REF_ERF, 0x1.30dd1823fbffbp-11, 0},                       /* 2^-26 */
    {REF_ERF, 0x1.1102f1420890dp-9, 0},                        /* 2^-31 */
    {REF_ERF, 0x1.9c3e5948b570cp-9, 0},                        /* 2^-26 */
    {REF_ERF, 0x1.a763071efff58p-7, 0},                        /* 2^-26 */
    {REF_ERF, 0x1.19d134f824f45p-6, 0},                        /* 2^-28 */
    {REF_ERF, 0x1.340bee4def080p-4, 0},                        /* 2^-26 */
    {REF_ERF, 0x1.3a659447c7024p-3, 0},                        /* 2^-26 */
    {REF_ERF, 0x1.c1feeffe0f238p-2, 0},                        /* 2^-28 */
    {REF_ERF, 0x1.92d1c14f015cbp+0, 0},                        /* 2^-29 */
    {REF_ERF, 0x1.2db6a3a86961ap+1, 0},                        /* 2^-25 */
    {REF_ERFC, -0x1.849874fa2e307p+1, 0},                      /* 2^-26 */
    {REF_ERFC, -0x1.0b27801bf0a83p+1, 0},                      /* 2^-26 */
    {REF_ERFC, 0x1.f42deee6f1f16p-2, 0},                       /* 2^-28 */
    {REF_ERFC, 0x1.6c5ce5978a56ep+0, 0},                       /* 2^-25 */
    {REF_ERFC, 0x1.032d1ce9e6f1ep+2, 0},                       /* 2^-28 */
    {REF_ERFC, 0x1.59f7f188434b7p+2, 0},                       /* 2^-26 */
    {REF_ERFC, 0x1.b86d4b83c3fefp+2, 0},                       /* 2^-24 */
    {REF_ERFC, 0x1.2dc257d74433ap+3, 0},                       /* 2^-22 */
    {REF_ERFC, 0x1.63ae7c02e5bbap+3, 0},                       /* 2^-25 */
    {REF_ERFC, 0x1.afd925591f8d3p+3, 0},                       /* 2^-24 */
    {REF_ERFC, 0x1.e844cd6d56833p+3, 0},                       /* 2^-26 */
    {REF_ERFC, 0x1.277fe74217b6fp+4, 0},                       /* 2^-21 */
    {REF_ERFC, 0x1.44fb0b7c804c7p+4, 0},                       /* 2^-23 */
    {REF_ERFC, 0x1.55f4f7386bd9fp+4, 0},                       /* 2^-20 */
    {REF_ERFC, 0x1.82d6ac6fe7c0ep+4, 0},                       /* 2^-21 */
    {REF_ERFC, 0x1.941d9877c1206p+4, 0},                       /* 2^-22 */
    {REF_ARCTAN2, 0x1.875c836015136p-8, 0x1.236f7abe50695p+0}, /* 2^-28 */
    {REF_ARCTAN2, 0x1.c9df97e496007p-7, 0x1.c3a7980c029c4p+0}, /* 2^-27 */
    {REF_ARCTAN2, 0x1.8445656278f7ep-5, 0x1.ad501f3c2653ap+0}, /* 2^-27 */
    {REF_ARCTAN2, 0x1.f0b80d7f7abb9p-5, 0x1.3a99e517b3048p+0}, /* 2^-32 */
    {REF_ARCTAN2, 0x1.4444620d2c799p-4, 0x1.02119017d1984p+0}, /* 2^-25 */
    {REF_ARCTAN2, 0x1.85e1b287deeb1p-3, 0x1.205cab510b456p+0}, /* 2^-26 */
    {REF_ARCTAN2, 0x1.dbb041bed0c46p-2, 0x1.4e229057cf06fp+0}, /* 2^-26 */
    {REF_ARCTAN2, 0x1.0aea4d9cb3521p+0, 0x1.58a9a1577e04ep+0}, /* 2^-27 */
    {REF_ARCTAN2, 0x1.ed7655382251ep+0, 0x1.0d0a518c5c581p+0}, /* 2^-27 */
    {REF_ARCTAN2, 0x1.6b950495eddd4p+1, 0x1.43b209fc7fbffp+0}, /* 2^-28 */
    {REF_ARCTAN2, 0x1.d43f230964768p+2, 0x1.76767144c4763p+0}, /* 2^-31 */
    {REF_ARCTAN2, 0x1.943c7958fe0dap+4, 0x1.bda13e0f65b96p+0}, /* 2^-26 */
    {REF_ARCTAN2, 0x1.2c64c8e1a61e1p+5, 0x1.afbf10b6945d4p+0}, /* 2^-25 */
    {REF_ARCTAN2, 0x1.7d688be6821a5p+6, 0x1.bc5ace15fc3b4p+0}, /* 2^-27 */
    {REF_ARCTAN2, 0x1.ccf903f66516cp+6, 0x1.583fb3882c1dep+0}, /* 2^-32 */
    {REF_ARCTAN2, 0x1.7d561af297a45p+7, 0x1.6e381ed008b2ep+0}, /* 2^-28 */
    {REF_HYPOT, 0x1.0106c425a9926p-7, 0x1.af779928ecefbp+0},   /* 2^-26 */
    {REF_HYPOT, 0x1.a6ac5dab418c0p-6, 0x1.b02d6178e8c24p+0},   /* 2^-26 */
    {REF_HYPOT, 0x1.acea574b6a128p-6, 0x1.12c37b331d5c2p+0},   /* 2^-27 */
    {REF_HYPOT, 0x1.ba4b9aafef0d2p-4, 0x1.c006b28eaf908p+0},   /* 2^-28 */
    {REF_HYPOT, 0x1.9fcc6c2ec39fep-4, 0x1.0ae8722e7d718p+0},   /* 2^-26 */
    {REF_HYPOT, 0x1.bc8b53c88964dp-3, 0x1.39aa35e0c4388p+0},   /* 2^-25 */
    {REF_HYPOT, 0x1.afdc39cd0378dp-1, 0x1.f98f938962671p+0},   /* 2^-33 */
    {REF_HYPOT, 0x1.4ddfcc0991b27p-1, 0x1.26c569183f57cp+0},   /* 2^-25 */
    {REF_HYPOT, 0x1.a68c6c06c926dp+0, 0x1.1bd1024b067a4p+0},   /* 2^-28 */
    {REF_HYPOT, 0x1.5639d11461aaep+2, 0x1.d52725c1a3ba8p+0},   /* 2^-26 */
    {REF_HYPOT, 0x1.52d11f3cc23a0p+2, 0x1.357aa206bfd82p+0},   /* 2^-29 */
    {REF_HYPOT, 0x1.40ccb90696e7ep+3, 0x1.0062f04f88ae4p+0},   /* 2^-27 */
    {REF_HYPOT, 0x1.00c59090eb5c9p+5, 0x1.c149ec05f43cfp+0},   /* 2^-28 */
    {REF_HYPOT, 0x1.c5b05422a8d8bp+6, 0x1.eee700cd91f2ep+0},   /* 2^-26 */
    {REF_HYPOT, 0x1.72c845e35f095p+6, 0x1.31243f981a3e2p+0},   /* 2^-29 */
    {REF_HYPOT, 0x1.bbc300553a7f6p+7, 0x1.7f75066209e28p+0},   /* 2^-26 */
    {REF_POW, 0x1.d8f08edcad243p-1, 0x1.4500000000000p+10},    /* 2^-24 */
    {REF_POW, 0x1.04df55e0a56b1p-4, 0x1.bfb9bf24b733ep+4},     /* 2^-28 */
    {REF_POW, 0x1.6bebcc6726dd2p-5, 0x1.4000000000000p+0},     /* 2^-26 */
    {REF_POW, 0x1.d332b985db177p-1, -0x1.69c8ab1bc3dedp+11},   /* 2^-22 */
    {REF_POW, 0x1.40e3f89f39cf1p-3, -0x1.999999999999ap-4},    /* 2^-28 */
    {REF_POW, 0x1.a4fe9a7511b18p+6, -0x1.eccda44ff7ee8p+3},    /* 2^-29 */
    {REF_POW, 0x1.0ccec410f9e31p+0, 0x1.5e00000000000p+9},     /* 2^-23 */
    {REF_POW, 0x1.1e2d33f077b02p-8, 0x1.8f62aac59c89cp+3},     /* 2^-28 */
    {REF_POW, 0x1.2844dc48b2920p-18, 0x1.4000000000000p+0},    /* 2^-27 */
    {REF_POW, 0x1.e27f7b9d61f1dp-1, 0x1.170c1897cba6dp+11},    /* 2^-20 */
    {REF_POW, 0x1.b66ad7b22fd9ap+8, 0x1.4000000000000p+1},     /* 2^-31 */
    {REF_POW, 0x1.3c7adc6cf076cp+4, -0x1.a01ed6e62ad90p+4},    /* 2^-28 */
    {REF_POW, 0x1.e329cca2019bdp-1, 0x1.5e00000000000p+9},     /* 2^-21 */
    {REF_POW, 0x1.052bbd0773618p-9, -0x1.916ed87f8f2afp+4},    /* 2^-26 */
    {REF_POW, 0x1.bbbf292108bf5p-14, 0x1.4000000000000p+0},    /* 2^-31 */
    {REF_POW, 0x1.04bea08318ff7p+0, 0x1.521ef54f2017ap+7},     /* 2^-23 */
    {REF_POW, 0x1.d6b7dad4ee986p-7, 0x1.5000000000000p+4},     /* 2^-30 */
    {REF_POW, 0x1.34ca4fc7418d7p-19, -0x1.9fb338d0dd8d0p+4},   /* 2^-31 */
    {REF_POW, 0x1.cda0738e7b197p-1, 0x1.f400000000000p+7},     /* 2^-25 */
    {REF_POW, 0x1.3021e86f40b6bp+18, -0x1.17a5c69aa5e5ap+4},   /* 2^-24 */
    {REF_POW, 0x1.4123f0ea0c71cp+6, 0x1.0000000000000p-2},     /* 2^-28 */
    {REF_POW, 0x1.e2737cb12c876p-1, -0x1.64cd1d2f57792p+8},    /* 2^-22 */
    {REF_POW, 0x1.468c7cf125271p-6, 0x1.4000000000000p+1},     /* 2^-27 */
    {REF_POW, 0x1.b523ccdfee599p-9, -0x1.dc3d54e9e2afbp+4},    /* 2^-26 */
};
enum { NHARD = sizeof HARD / sizeof *HARD };

bool hard_argument(reference_id id, size_t i, double *x, double *y) {
  size_t first = 0;
  while (first < NHARD && HARD[first].id != id) first++;
  if (first + i >= NHARD || HARD[first + i].id != id) return false;
  *x = HARD[first + i].x, *y = HARD[first + i].y;
  return true;
}

/* ---- next to multiples of pi/4 and pi/2 ---- */

enum { TURN_LEAST = -52, TURN_MOST = 970, TURN_EACH = 2, NTURNS = 4096 };
static double turns[NTURNS];
static unsigned nturns;

/* The q 2^exponent that come nearest to multiples of pi/quarters: q below 2^53 is a denominator of
 * a convergent of 2^exponent quarters/pi, the last ones of which are kept. The method is
 * W. Kahan's, in J.-M. Muller, Elementary Functions, the chapter on range reduction, 1997. */
static void turns_of(long exponent, unsigned long quarters) {
  mpfr_t wide, rest, whole;
  double q[2] = {0, 1};
  mpfr_init2(wide, 1300); /* of which up to 975 stand before the point */
  mpfr_inits2(200, rest, whole, (mpfr_ptr)0);
  mpfr_const_pi(wide, MPFR_RNDN);
  mpfr_ui_div(wide, quarters, wide, MPFR_RNDN);
  mpfr_mul_2si(wide, wide, exponent, MPFR_RNDN);
  mpfr_frac(wide, wide, MPFR_RNDN);
  mpfr_set(rest, wide, MPFR_RNDN);
  for (;;) {
    mpfr_ui_div(rest, 1, rest, MPFR_RNDN);
    mpfr_trunc(whole, rest);
    double next = q[0] + mpfr_get_d(whole, MPFR_RNDN) * q[1]; /* exact below 2^53 */
    if (!(next < 0x1p53)) break;
    mpfr_sub(rest, rest, whole, MPFR_RNDN);
    q[0] = q[1], q[1] = next;
  }
  for (unsigned i = 0; i < TURN_EACH; i++) turns[nturns++] = ldexp(q[i], (int)exponent);
  mpfr_clears(wide, rest, whole, (mpfr_ptr)0);
}

static void turns_compute(void) {
  for (long e = TURN_LEAST; e <= TURN_MOST; e++) turns_of(e, 2), turns_of(e, 4);
}

double hard_turn(uint64_t which) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, turns_compute);
  return turns[which % nturns];
}
