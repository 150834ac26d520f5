import CLI

MusterProgram.main()
