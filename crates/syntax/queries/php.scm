(class_declaration name: (name) @name) @type
(interface_declaration name: (name) @name) @type
(trait_declaration name: (name) @name) @type
(enum_declaration name: (name) @name) @type
(function_definition name: (name) @name) @function
(method_declaration name: (name) @name) @function
(const_declaration (const_element . (name) @name)) @constant

(namespace_use_clause . [(qualified_name) (name)] @import)
(namespace_use_declaration (namespace_name) @prefix body: (_) @list)
(require_expression (string (string_content) @import))
(require_once_expression (string (string_content) @import))
(include_expression (string (string_content) @import))
(include_once_expression (string (string_content) @import))
