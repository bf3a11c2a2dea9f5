let first_total = compute_total_of(1, &items);
let first_total = compute_total_of(2, &items);
