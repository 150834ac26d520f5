// The program's entry arrives here.
