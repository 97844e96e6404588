import sys

from partner.command_line import main

sys.exit(main(sys.argv[1:]))
