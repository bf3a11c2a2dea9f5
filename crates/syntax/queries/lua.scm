(function_declaration name: [(identifier) @name (dot_index_expression table: (_) @receiver field: (_) @name) (method_index_expression table: (_) @receiver method: (_) @name)]) @function
(assignment_statement
  (variable_list . name: [(identifier) @name (dot_index_expression table: (_) @receiver field: (_) @name)])
  (expression_list . value: (function_definition))) @function
(variable_declaration (assignment_statement
  (variable_list . name: (identifier) @name)
  (expression_list . value: (function_definition)))) @function
(field name: (identifier) @name value: (function_definition)) @function
(chunk (variable_declaration (assignment_statement (variable_list . name: (identifier) @name))) @constant)
(chunk (assignment_statement (variable_list . name: (identifier) @name)) @constant)

(function_call
  name: (identifier) @_callee
  arguments: (arguments . (string content: (_) @import))
  (#any-of? @_callee "require" "dofile" "loadfile"))
