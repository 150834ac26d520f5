import Coordinator

CoordinatorProgram.main()
