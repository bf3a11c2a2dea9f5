push(1);
pop();
push(1);
pop();
push(1);
pop();
