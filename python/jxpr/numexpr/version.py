"""The version of NumExpr whose interface this is."""

version = "2.14.2"
