; An extension is a class_declaration, too, whose name is a type that is used.
(class_declaration name: (type_identifier) @name) @type
(class_declaration name: (user_type (type_identifier) @name .)) @container
(protocol_declaration name: (type_identifier) @name) @type
(typealias_declaration name: (type_identifier) @name) @alias
(function_declaration name: [(simple_identifier) "==" "<" "+" "-" "*" "/"] @name) @function
(protocol_function_declaration name: (simple_identifier) @name) @function
(init_declaration "init" @name) @function
(deinit_declaration "deinit" @name) @function
(property_declaration name: (pattern bound_identifier: (simple_identifier) @name) computed_value: (_)) @function
(source_file (property_declaration name: (pattern bound_identifier: (simple_identifier) @name)) @constant)

(import_declaration (identifier) @import)
