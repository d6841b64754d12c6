"""Files and folders that anybody may have made: which are read, where one may be written, and how."""
