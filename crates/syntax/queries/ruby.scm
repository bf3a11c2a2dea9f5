(class name: [(constant) @name (scope_resolution) @name]) @type
(module name: [(constant) @name (scope_resolution) @name]) @type
(method name: (_) @name) @function
(singleton_method name: (_) @name) @function
(assignment left: (constant) @name) @constant
(call
  method: (identifier) @_callee
  arguments: (argument_list . (string) @name)
  block: (_)
  (#any-of? @_callee "it" "test" "specify")) @test

(call
  method: (identifier) @_callee
  arguments: (argument_list . (string (string_content) @import))
  (#any-of? @_callee "require" "require_relative" "load" "autoload"))
