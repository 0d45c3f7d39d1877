import Commands

Root.main()
