/** Whether a name such as `order.paid` matches a pattern: `*` stands for one part, `**` at the end for all others. */
export function matches(pattern, name) {
  const parts = pattern.split('.');
  const names = name.split('.');
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] === '**' && i === parts.length - 1) return names.length > i;
    if (i >= names.length) return false;
    if (parts[i] !== '*' && parts[i] !== names[i]) return false;
  }
  return parts.length === names.length;
}
