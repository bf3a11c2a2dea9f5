; Shared by C and C++. A function's name lies below a declarator for each `*` of its type. Declarations without
; a body are no symbols: the definition is.
(function_definition declarator: [
  (function_declarator declarator: (identifier) @name)
  (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
  (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))]) @function
(preproc_function_def name: (identifier) @name) @function
(struct_specifier name: (type_identifier) @name body: (_)) @type
(union_specifier name: (type_identifier) @name body: (_)) @type
(enum_specifier name: (type_identifier) @name body: (_)) @type
(type_definition declarator: (type_identifier) @name) @alias
(preproc_def name: (identifier) @name value: (_)) @constant
; Variables of the file; most of a header lies within its `#ifndef`.
(translation_unit (declaration declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name) (pointer_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)])])) @constant)
(preproc_ifdef (declaration declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name) (pointer_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)])])) @constant)

(preproc_include path: (system_lib_string) @import)
(preproc_include path: (string_literal (string_content) @import))
