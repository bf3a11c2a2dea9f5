; Namespaces qualify nothing: all of a file mostly lies in one.
(class_declaration name: (identifier) @name) @type
(interface_declaration name: (identifier) @name) @type
(struct_declaration name: (identifier) @name) @type
(record_declaration name: (identifier) @name) @type
(enum_declaration name: (identifier) @name) @type
(delegate_declaration name: (identifier) @name) @type
(method_declaration name: (identifier) @name) @function
(constructor_declaration name: (identifier) @name) @function
(local_function_statement name: (identifier) @name) @function
(property_declaration name: (identifier) @name) @function
(field_declaration
  (modifier) @_how
  (variable_declaration (variable_declarator name: (identifier) @name))
  (#any-of? @_how "const" "static")) @constant

(using_directive [(identifier) (qualified_name)] @import .)
