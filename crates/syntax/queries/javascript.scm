; Shared by JavaScript and TypeScript, whose grammars call a class's name by different kinds.
(function_declaration name: (identifier) @name) @function
(generator_function_declaration name: (identifier) @name) @function
(class_declaration name: (_) @name) @type
(method_definition name: (property_identifier) @name) @function
(method_definition name: (private_property_identifier) @name) @function
(lexical_declaration (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)])) @function
(variable_declaration (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)])) @function
(program (lexical_declaration (variable_declarator name: (identifier) @name)) @constant)
(program (export_statement (lexical_declaration (variable_declarator name: (identifier) @name)) @constant))
(expression_statement (call_expression
  function: [(identifier) @_callee (member_expression object: (identifier) @_callee)]
  arguments: (arguments . [(string) (template_string)] @name))
  (#any-of? @_callee "test" "it")) @test
(export_statement (_) @inner) @around

(import_statement source: (string (string_fragment) @import))
(export_statement source: (string (string_fragment) @import))
(call_expression
  function: [(identifier) (import)] @_callee
  arguments: (arguments . (string (string_fragment) @import))
  (#any-of? @_callee "require" "import"))
