/** Arguments that make no sense. */
export class Usage extends Error {}

export function parseArguments(words) {
  const options = { only: null, sort: null, file: null };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === '--only') {
      i += 1;
      if (i === words.length) throw new Usage('--only needs names of columns');
      options.only = words[i].split(',');
    } else if (word === '--sort') {
      i += 1;
      if (i === words.length) throw new Usage('--sort needs the name of a column');
      options.sort = words[i];
    } else if (word.startsWith('--')) {
      throw new Usage(`unknown option: ${word}`);
    } else if (options.file === null) {
      options.file = word;
    } else {
      throw new Usage(`one file at a time: ${word}`);
    }
  }
  if (options.file === null) throw new Usage('which file?');
  return options;
}
