; A method that changes a copy of what it is called on.
((method_declaration receiver: (parameter_list . (parameter_declaration name: (identifier) @self type: [(type_identifier) (generic_type)] @type) .) !result
    body: (block (statement_list [
      (assignment_statement left: (expression_list . (selector_expression operand: (identifier) @_of field: (_) @_field) .))
      (inc_statement (selector_expression operand: (identifier) @_of field: (_) @_field))
      (dec_statement (selector_expression operand: (identifier) @_of field: (_) @_field))] .)) @body)
  (#eq? @_of @self) (#lacks? @body "[^.\\w]{self}[^\\w.]|func\\(") (#holds? "type {type} struct ?\\{[^}]*\\b{_field}\\b")
  (#set! sure) (#set! why "`{self}` is a copy: what is changed of it is lost")
  (#set! @type replace "*{type}"))
((method_declaration receiver: (parameter_list . (parameter_declaration name: (identifier) @self type: [(type_identifier) (generic_type)] @type) .) body: (block) @body)
  (#holds? @body "[^*&\\w]{self}\\.\\w+(\\s*([-+*/]=|\\+\\+|--)| = append\\({self}\\.| = [^\\n]*\\n\\t*\\}*\\n*\\treturn (nil|true|false|\"|[0-9])| = [^\\n]*(\\n\\t*\\})+$)")
  (#lacks? @body "[^.\\w]{self}[^\\w.]|(\\n\\t|^\\{ ){self}\\.\\w+(\\+\\+|--|\\s[-+*/]?= [^\\n]*)\\s\\}$") (#lacks? "func \\({self} {type}\\) \\w+\\([^)]*\\) \\(?{type}\\b")
  (#set! why "`{self}` is a copy: what is changed of it is lost")
  (#set! @type replace "*{type}"))

; It does so beside a number that can have some.
([(binary_expression left: [(identifier) @_beside (selector_expression field: (_) @_beside) (parenthesized_expression (binary_expression left: (identifier) @_beside))] right: (parenthesized_expression (binary_expression left: (int_literal) @of operator: "/" right: (int_literal) @by) @all))
  (binary_expression left: [(binary_expression left: (int_literal) @of operator: "/" right: (int_literal) @by) @all (parenthesized_expression (binary_expression left: (int_literal) @of operator: "/" right: (int_literal) @by) @all)] right: [(identifier) @_beside (selector_expression field: (_) @_beside) (parenthesized_expression (binary_expression left: (identifier) @_beside))])]
  (#match? @all "^(9 ?/ ?5|5 ?/ ?9|[1-7] ?/ ?[89]|[12] ?/ ?3|[13] ?/ ?[24]|[1-4] ?/ ?5)$")
  (#holds? "\\b{_beside}\\b(, \\w+)*\\s+float(32|64)") (#lacks? "\\b{_beside}\\b(, \\w+)*\\s+u?int|\\b{_beside} := ")
  (#set! sure) (#set! why "the division of whole numbers drops the fraction")
  (#set! @all replace "{of}.0 / {by}"))

; Who gets the object's own slice can change it.
((return_statement (expression_list . (selector_expression field: (field_identifier) @name) @value .))
  (#holds? "\\b{name}\\s+\\[\\]")
  (#set! why "who calls gets the object's own `{name}`, and can change it")
  (#set! @value replace "append({value}[:0:0], {value}...)"))
((keyed_element (literal_element) @_name (literal_element (identifier) @value))
  (#holds? "\\b{_name}\\s+\\[\\]") (#holds? "\\b{value}\\s+\\[\\]")
  (#set! why "who handed `{value}` over still has it, and both change it")
  (#set! @value replace "append({value}[:0:0], {value}...)"))

; Another name for a slice is no copy of it.
((short_var_declaration left: (expression_list . (identifier) @_to .) right: (expression_list . (identifier) @all .))
  (#holds? "\\b{_to}\\[[^\\]\\n]*\\]((\\.\\w+)?(, [^\\n=]*)? [-+*/]?= |\\+\\+|--)") (#lacks? "\\b{_to} = append\\(\\w+\\[:0:0\\]|\\b{all}(\\[[^\\]\\n]*\\])? :?= (\\[\\.*\\w*\\]|map\\[|make\\(map)|\\b{all}(, \\w+)* (map\\[|\\[\\w+\\]|\\*)")
  (#set! why "`{_to}` is the same slice as `{all}`: both change")
  (#set! @all replace "append({all}[:0:0], {all}...)"))

; The caller's own slice is put in another order.
((expression_statement (call_expression function: (selector_expression operand: (identifier) @_sort) arguments: (argument_list . (identifier) @all))) @line
  (#any-of? @_sort "sort" "slices") (#holds? "func[^\\n]*\\b{all}\\s+(,\\s*\\w+\\s*)*\\[\\]")
  (#set! why "the slice of the caller is put in another order")
  (#set! @line before "{all} = append({all}[:0:0], {all}...)"))
((expression_statement (call_expression function: (selector_expression operand: (identifier) @_sort field: (_) @slice) arguments: (argument_list . (_) . (func_literal body: (block (statement_list . (return_statement (expression_list . (binary_expression operator: "<=" @than) .)) .))) .)))
  (#eq? @_sort "sort") (#any-of? @slice "Slice" "SliceStable")
  (#set! sure) (#set! why "what is equal does not come before")
  (#set! @than replace "<"))
((expression_statement (call_expression function: (selector_expression operand: (identifier) @_sort field: (_) @slice) arguments: (argument_list . (_) . (func_literal body: (block (statement_list . (return_statement (expression_list . (binary_expression operator: ">=" @than) .)) .))) .)))
  (#eq? @_sort "sort") (#any-of? @slice "Slice" "SliceStable")
  (#set! sure) (#set! why "what is equal does not come before")
  (#set! @than replace ">"))
((expression_statement (call_expression function: (selector_expression operand: (identifier) @_sort field: (_) @slice)))
  (#eq? @_sort "sort") (#eq? @slice "Slice")
  (#set! weak) (#set! why "what is equal does not keep its order")
  (#set! @slice replace "SliceStable"))

; Slices that share their memory.
((function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @all type: (slice_type)))
    body: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_kept .) right: (expression_list . (slice_expression operand: (identifier) @_all !start end: (int_literal) @_zero !capacity) @empty .))) @body))
  (#eq? @_all @all) (#eq? @_zero "0") (#lacks? @body "\\b{all} = {_kept}\\b")
  (#set! why "what is put there overwrites `{all}`")
  (#set! @empty replace "{all}[:0:0]"))
((method_declaration body: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_kept .) right: (expression_list . (slice_expression operand: [(selector_expression) (identifier)] @all !start end: (int_literal) @_zero !capacity) @empty .))) @body))
  (#eq? @_zero "0") (#lacks? @body "\\b{all} = {_kept}\\b") (#holds? @body "{_kept} = append\\(")
  (#set! why "what is put there overwrites `{all}`")
  (#set! @empty replace "{all}[:0:0]"))
([(short_var_declaration left: (expression_list . (identifier) @_to .) right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (slice_expression operand: (_) @all !start end: (_) @end !capacity) @front)) .))
  (return_statement (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (slice_expression operand: (_) @all !start end: (_) @end !capacity) @front)) @_to))
  (assignment_statement left: (expression_list . (_) @_to .) right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (slice_expression operand: (_) @all !start end: (_) @end !capacity) @front)) .))]
  (#eq? @_append "append") (#not-eq? @_to @all) (#not-eq? @end "0")
  (#set! why "what is put there overwrites `{all}`")
  (#set! @front replace "{all}[:{end}:{end}]"))
((method_declaration receiver: (parameter_list . (parameter_declaration name: (identifier) @self type: (type_identifier)) .)
    body: (block (statement_list [
      (assignment_statement right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (selector_expression operand: (identifier) @_of) @all)) .))
      (return_statement (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (selector_expression operand: (identifier) @_of) @all))))])) @body)
  (#eq? @_append "append") (#eq? @_of @self) (#holds? @body "\\breturn ({self}\\b|append\\()")
  (#set! why "what is put there may overwrite what another got of `{all}`")
  (#set! @all replace "{all}[:len({all}):len({all})]"))

; There must be room for what is copied.
((statement_list (short_var_declaration left: (expression_list . (identifier) @to .) right: (expression_list . (call_expression function: (identifier) @_make arguments: (argument_list . (slice_type) @type . (int_literal) @_zero . (_)? .)) @make .))
    . (expression_statement (call_expression function: (identifier) @_copy arguments: (argument_list . (identifier) @_to . (_) @from .))))
  (#eq? @_make "make") (#eq? @_zero "0") (#eq? @_copy "copy") (#eq? @_to @to) (#lacks? @from "\\(")
  (#set! sure) (#set! why "nothing is copied to where there is no room")
  (#set! @make replace "make({type}, len({from}))"))
((statement_list (var_declaration (var_spec name: (identifier) @to type: (slice_type) @type !value)) @var
    . (expression_statement (call_expression function: (identifier) @_copy arguments: (argument_list . (identifier) @_to . (_) @from .))))
  (#eq? @_copy "copy") (#eq? @_to @to) (#lacks? @from "\\(")
  (#set! sure) (#set! why "nothing is copied to where there is no room")
  (#set! @var replace "{to} := make({type}, len({from}))"))

; A map that was never made.
((var_spec name: (identifier) @name type: (map_type) @type !value) @all
  (#set! why "nothing can be written to a map that was not made")
  (#set! @all replace "{name} = make({type})"))
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (map_type) @map)))))
    (function_declaration name: (_) @_maker body: (block (statement_list [
      (return_statement (expression_list . [(composite_literal type: (type_identifier) @_made body: (literal_value . "{" . "}") @literal) (unary_expression operand: (composite_literal type: (type_identifier) @_made body: (literal_value . "{" . "}") @literal))]))
      (short_var_declaration right: (expression_list . [(composite_literal type: (type_identifier) @_made body: (literal_value . "{" . "}") @literal) (unary_expression operand: (composite_literal type: (type_identifier) @_made body: (literal_value . "{" . "}") @literal))]))]))))
  (#eq? @_made @_type) (#holds? "\\.{name}\\[[^\\n]*\\]\\s*([-+]?=[^=]|\\+\\+)") (#lacks? "\\.{name}(, [\\w.]+)* :?= |\\b{name}: ") (#match? @_maker "^(?i:new|make|create|open|build|main)")
  (#set! sure) (#set! why "nothing can be written to a map that was not made")
  (#set! @literal replace "{{name}: make({map})}"))
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (map_type) @map)))))
    (function_declaration name: (_) @_maker body: (block (statement_list [
      (return_statement (expression_list . [(composite_literal type: (type_identifier) @_made body: (literal_value (keyed_element) @last .)) (unary_expression operand: (composite_literal type: (type_identifier) @_made body: (literal_value (keyed_element) @last .)))]))
      (short_var_declaration right: (expression_list . [(composite_literal type: (type_identifier) @_made body: (literal_value (keyed_element) @last .)) (unary_expression operand: (composite_literal type: (type_identifier) @_made body: (literal_value (keyed_element) @last .)))]))]))))
  (#eq? @_made @_type) (#holds? "\\.{name}\\[[^\\n]*\\]\\s*([-+]?=[^=]|\\+\\+)") (#lacks? "\\.{name}(, [\\w.]+)* :?= |\\b{name}: ") (#match? @_maker "^(?i:new|make|create|open|build|main)")
  (#set! sure) (#set! why "nothing can be written to a map that was not made")
  (#set! @last replace "{last}, {name}: make({map})"))

; A new variable that hides the one that is meant.
((short_var_declaration left: (expression_list . (identifier) @name .) ":=" @assign) @_line
  (#holds? "(?s)(var {name}\\b|\\b{name} := ).*\\b{name} := ")
  (#set! weak) (#set! why "a new `{name}` hides the one outside")
  (#set! @assign replace "="))
((statement_list
    [(var_declaration (var_spec name: (identifier) @name !value)) (short_var_declaration left: (expression_list . (identifier) @name .) right: (expression_list . [(int_literal) (nil) (true) (false) (interpreted_string_literal) (float_literal)] .))]
    [(for_statement body: (block (statement_list [
        (short_var_declaration left: (expression_list . (identifier) @_name . (identifier) @_err .) ":=" @assign) @line
        (if_statement consequence: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_name . (identifier) @_err .) ":=" @assign) @line)))])))
      (if_statement consequence: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_name . (identifier) @_err .) ":=" @assign) @line)))]
    (return_statement (expression_list . (identifier) @_returned))) @body
  (#eq? @_name @name) (#eq? @_returned @name) (#eq? @_err "err")
  (#lacks? @body "\\b{name}(, \\w+)* = |\\w, {name} = |\\b{name} ?[-+*/]=|\\b{name}\\+\\+|&{name}\\b|\\berr error|^err := |func\\(")
  (#set! why "a new `{name}` hides the one outside")
  (#set! @assign replace "=") (#set! @line before "var err error"))
((statement_list
    [(var_declaration (var_spec name: (identifier) @name !value)) (short_var_declaration left: (expression_list . (identifier) @name .) right: (expression_list . [(int_literal) (nil) (true) (false) (interpreted_string_literal) (float_literal)] .))]
    [(for_statement body: (block (statement_list [
        (short_var_declaration left: (expression_list . (identifier) @_name .) ":=" @assign)
        (if_statement consequence: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_name .) ":=" @assign))))
        (if_statement initializer: (short_var_declaration left: (expression_list . (identifier) @_name .) ":=" @assign) consequence: (block) @_then)])))
      (if_statement consequence: (block (statement_list (short_var_declaration left: (expression_list . (identifier) @_name .) ":=" @assign))))]
    (return_statement (expression_list (identifier) @_returned))) @body
  (#eq? @_name @name) (#eq? @_returned @name)
  (#lacks? @body "\\b{name}(, \\w+)* = |\\w, {name} = |\\b{name} ?[-+*/]=|\\b{name}\\+\\+|&{name}\\b|func\\(")
  (#set! why "a new `{name}` hides the one outside")
  (#set! @assign replace "="))

; A lock that is never given back.
([(function_declaration name: (_) @_name body: (block (statement_list (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line)) @body)
  (method_declaration name: (_) @_name body: (block (statement_list (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line)) @body)]
  (#eq? @_lock "Lock") (#match? @mutex "(?i)(mu|mutex|lock|mtx)$") (#lacks? @body "{mutex}\\.Unlock|\\w+(\\.\\w+)*\\.(u|U)nlock|Unlock\\b") (#not-match? @_name "(?i)lock|acquire|begin|start|enter|take|fork|init")
  (#set! why "the lock is never given back")
  (#set! @line after "defer {mutex}.Unlock()"))
([(function_declaration name: (_) @_name body: (block (statement_list (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line)) @body)
  (method_declaration name: (_) @_name body: (block (statement_list (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line)) @body)]
  (#eq? @_lock "RLock") (#lacks? @body "Unlock\\b|unlock\\b") (#not-match? @_name "(?i)lock|acquire|begin|start|enter|take")
  (#set! why "the lock is never given back")
  (#set! @line after "defer {mutex}.RUnlock()"))
((block (statement_list
    (expression_statement (call_expression function: (selector_expression operand: (_) @mutex field: (_) @_lock))) @line
    (if_statement consequence: (block (statement_list (return_statement) .)) @early)
    (expression_statement (call_expression function: (selector_expression operand: (_) @_mutex field: (_) @unlock))) @last)) @body
  (#match? @_lock "^R?Lock$") (#match? @unlock "^R?Unlock$") (#eq? @_mutex @mutex) (#lacks? @early "(?i)unlock") (#lacks? @body "(?s){mutex}\\.R?Unlock.*{mutex}\\.R?Unlock|{mutex}\\.R?Lock.*{mutex}\\.R?Lock")
  (#set! why "the lock is not given back where it is returned early")
  (#set! @line after "defer {mutex}.{unlock}()") (#set! @last replace ""))

; What is waited for is counted too late.
((go_statement (call_expression function: (func_literal body: (block (statement_list . (expression_statement (call_expression function: (selector_expression operand: [(identifier) @_of (selector_expression operand: (identifier) @_of)] @_group field: (_) @_add) arguments: (argument_list . (int_literal) .))) @line))))) @go
  (#eq? @_add "Add") (#match? @_group "(?i)(wg|group|waitgroup|wait)$") (#lacks? @go "^go func\\([^)]*\\b{_of}\\b")
  (#set! sure) (#set! why "what is waited for is counted when nobody may be waiting any more")
  (#set! @line replace "") (#set! @go before "{line}"))

; The keys of a map come in any order.
((statement_list (for_statement (range_clause left: (expression_list . (identifier) @_key . (_)? .) right: [(identifier) @_map (selector_expression field: (_) @_map)])
      body: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @all .) right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (_) . (identifier) @_item .)) .)) .))) @loop
    . (return_statement (expression_list . (_) @_returned)))
  (#eq? @_append "append") (#eq? @_item @_key) (#holds? @_returned "\\b{all}\\b") (#holds? "\\b{_map}( :?= (make\\()?|\\s+)map\\[string\\]")
  (#set! weak) (#set! why "the keys of a map come in any order")
  (#set! @loop after "sort.Strings({all})"))
((statement_list (for_statement (range_clause left: (expression_list . (identifier) @_key . (_)? .) right: [(identifier) @_map (selector_expression field: (_) @_map)])
      body: (block (statement_list . (assignment_statement left: (expression_list . (identifier) @all .) right: (expression_list . (call_expression function: (identifier) @_append arguments: (argument_list . (_) . (identifier) @_item .)) .)) .))) @loop
    . (return_statement (expression_list . (_) @_returned)))
  (#eq? @_append "append") (#eq? @_item @_key) (#holds? @_returned "\\b{all}\\b") (#holds? "\\b{_map}( :?= (make\\()?|\\s+)map\\[int\\]")
  (#set! weak) (#set! why "the keys of a map come in any order")
  (#set! @loop after "sort.Ints({all})"))

; One value is put into two places, and another nowhere.
((function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @name))
    body: (block (statement_list [
      (return_statement (expression_list . [(composite_literal body: (literal_value (keyed_element key: (literal_element) @_key value: (literal_element (identifier) @value)))) (unary_expression operand: (composite_literal body: (literal_value (keyed_element key: (literal_element) @_key value: (literal_element (identifier) @value)))))]))
      (short_var_declaration right: (expression_list . [(composite_literal body: (literal_value (keyed_element key: (literal_element) @_key value: (literal_element (identifier) @value)))) (unary_expression operand: (composite_literal body: (literal_value (keyed_element key: (literal_element) @_key value: (literal_element (identifier) @value)))))]))])) @body)
  (#holds? @_key "(?i)^{name}$") (#not-eq? @value @name) (#lacks? @body "\\b{name}\\b[^:]") (#holds? @body "(?i)\\b{value}: {value}\\b")
  (#set! sure) (#set! why "`{value}` is put where `{name}` is meant")
  (#set! @value replace "{name}"))
([(method_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @name))
    body: (block (statement_list (assignment_statement left: (expression_list . (selector_expression field: (_) @_key) .) right: (expression_list . (identifier) @value .)))) @body)
  (function_declaration parameters: (parameter_list (parameter_declaration name: (identifier) @name))
    body: (block (statement_list (assignment_statement left: (expression_list . (selector_expression field: (_) @_key) .) right: (expression_list . (identifier) @value .)))) @body)]
  (#holds? @_key "(?i)^{name}$") (#not-eq? @value @name) (#lacks? @body "(^|[^.\\w]){name}\\b") (#holds? @body "(?i)\\.{value} = {value}\\b")
  (#set! sure) (#set! why "`{value}` is put where `{name}` is meant")
  (#set! @value replace "{name}"))

; What begins anew keeps something of what was.
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (type_identifier) @_sort)))))
    (method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @self type: (pointer_type (type_identifier) @_of))) name: (_) @_reset body: (block (statement_list (assignment_statement) @last .)) @body))
  (#eq? @_of @_type) (#any-of? @_reset "Reset" "Clear" "Restart" "reset" "clear") (#match? @_sort "^(u?int(8|16|32|64)?|float64|float32)$")
  (#lacks? @body "\\b{self}\\.{name}\\b|\\*{self} = |\\b{self}\\.\\w+\\(") (#holds? "\\.{name}(\\+\\+| \\+= |--| -= )")
  (#set! why "`{name}` keeps what it was")
  (#set! @last after "{self}.{name} = 0"))
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (slice_type))))))
    (method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @self type: (pointer_type (type_identifier) @_of))) name: (_) @_reset body: (block (statement_list (assignment_statement) @last .)) @body))
  (#eq? @_of @_type) (#any-of? @_reset "Reset" "Clear" "Restart" "reset" "clear")
  (#lacks? @body "\\b{self}\\.{name}\\b|\\*{self} = |\\b{self}\\.\\w+\\(") (#holds? "\\.{name} = append\\(")
  (#set! why "`{name}` keeps what it was")
  (#set! @last after "{self}.{name} = nil"))
((source_file
    (type_declaration (type_spec name: (type_identifier) @_type type: (struct_type (field_declaration_list (field_declaration name: (field_identifier) @name type: (map_type) @map)))))
    (method_declaration receiver: (parameter_list (parameter_declaration name: (identifier) @self type: (pointer_type (type_identifier) @_of))) name: (_) @_reset body: (block (statement_list (assignment_statement) @last .)) @body))
  (#eq? @_of @_type) (#any-of? @_reset "Reset" "Clear" "Restart" "reset" "clear")
  (#lacks? @body "\\b{self}\\.{name}\\b|\\*{self} = |\\b{self}\\.\\w+\\(") (#holds? "\\.{name}\\[[^\\n]*\\]\\s*([-+]?= |\\+\\+)")
  (#set! why "`{name}` keeps what it was")
  (#set! @last after "{self}.{name} = make({map})"))
