(function_definition name: (word) @name) @function
(program (variable_assignment name: (variable_name) @name) @constant)
(program (declaration_command (variable_assignment name: (variable_name) @name)) @constant)

(command
  name: (command_name) @_callee
  . argument: [(word) @import (string (string_content) @import) (raw_string) @import]
  (#any-of? @_callee "source" "."))
