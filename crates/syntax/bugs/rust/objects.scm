; A new variable that hides the one that is meant.
([(for_expression body: (block (let_declaration pattern: (identifier) @name value: (binary_expression left: (identifier) @_same) @value) @line))
  (while_expression body: (block (let_declaration pattern: (identifier) @name value: (binary_expression left: (identifier) @_same) @value) @line))
  (if_expression consequence: (block (let_declaration pattern: (identifier) @name value: (binary_expression left: (identifier) @_same) @value) @line))]
  (#eq? @name @_same) (#holds? "\\blet mut {name}\\b")
  (#set! why "a new `{name}` hides the one outside")
  (#set! @line replace "{name} = {value};"))

; `dedup` sees neighbours alone.
((expression_statement (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_dedup))) @line
  (#eq? @_dedup "dedup")
  (#set! why "`dedup` removes only what is next to its like")
  (#set! @line before "{all}.sort();"))

; One parameter twice, another one never.
((function_item parameters: (parameters (parameter pattern: (identifier) @param)) body: (block (struct_expression body: (field_initializer_list (field_initializer field: (field_identifier) @field value: (identifier) @value)))) @body)
  (#eq? @param @field) (#not-eq? @value @field) (#holds? @body "[{,]\\s*{value}(: {value})?\\s*[,}]") (#lacks? @body "\\b{param}\\b[^:]|\\b{param}:[^ ]") (#lacks? @body "(?s)\\b{param}\\b.*\\b{param}\\b")
  (#set! sure) (#set! why "`{param}` is not used; `{value}` is, twice")
  (#set! @value replace "{param}"))

; What is changed is a copy.
((let_declaration (mutable_specifier) pattern: (identifier) @copy value: (call_expression function: (field_expression value: (index_expression . (field_expression value: (self))) @item field: (field_identifier) @_clone)) @value) @line . (_)+ @rest
  (#eq? @_clone "clone") (#holds? @rest "\\b{copy}\\.\\w+ [-+*/]?= |\\b{copy}\\.\\w+\\.(push|insert|remove|clear|extend)\\(|\\b{copy}\\.(push|insert|remove|clear|extend)\\(") (#lacks? @rest "\\b{copy}\\b[^.\\w]|= {copy}\\b")
  (#set! why "what is changed is a copy, which is dropped")
  (#set! @line replace "let {copy} = &mut {item};"))
((for_expression pattern: (mut_pattern (identifier) @item) @pattern value: (call_expression function: (field_expression value: (_) @all field: (field_identifier) @_clone)) @copies body: (block) @body)
  (#eq? @_clone "clone") (#match? @all "^self\\.\\w+$") (#holds? @body "\\b{item}\\.\\w+ [-+*/]?= ") (#lacks? @body "\\b{item}\\b[^.\\w]")
  (#set! why "what is changed are copies, which are dropped")
  (#set! @pattern replace "{item}") (#set! @copies replace "{all}.iter_mut()"))

; What is changed for one another.
((expression_statement (assignment_expression left: (identifier) @one right: (identifier) @other)) @first . (expression_statement (assignment_expression left: (identifier) @_other right: (identifier) @_one)) @second
  (#eq? @one @_one) (#eq? @other @_other)
  (#set! sure) (#set! why "both are the same by then")
  (#set! @first replace "std::mem::swap(&mut {one}, &mut {other});") (#set! @second replace ""))
((expression_statement (assignment_expression left: (identifier) @one right: (identifier) @other)) @first . (expression_statement (assignment_expression left: (identifier) @_other right: (binary_expression) @both)) @second
  (#eq? @other @_other) (#holds? @both "\\b{one}\\b") (#holds? @both "\\b{other}\\b")
  (#set! why "both are the same by then")
  (#set! @first replace "({one}, {other}) = ({other}, {both});") (#set! @second replace ""))

; The wrong end of a queue.
((call_expression function: (field_expression value: (_) @queue field: (field_identifier) @pop) arguments: (arguments) @_none)
  (#match? @queue "(?i)queue$") (#eq? @pop "pop_back") (#lacks? "{queue}\\.(push_front|pop_front)\\(") (#holds? "{queue}\\.push_back\\(")
  (#set! why "`pop_back` takes the last one; a queue hands out the first")
  (#set! @pop replace "pop_front"))
