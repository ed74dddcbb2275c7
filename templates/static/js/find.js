// Finds what was asked for in the index of a course. Every word asked for has to be there, in some form: as it is, with
// another ending, or as a part of a longer word, as German makes them.

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu;
const ENDING = /(?:ungen|nisse|innen|ing|ies|ern|en|em|er|es|ed|e|n|s|y)$/; // of English and German words, the longest first
const AS_IT_IS = 3;
const AS_A_BEGINNING = 2;
const INSIDE = 1;
const SHOWN = 14; // words of a text around the first that was found

// A word as it is compared: small letters without accents.
export function folded(word) {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replaceAll("’", "'");
}

export class Index {
  #pages;
  #entries;

  constructor({ pages, entries }) {
    this.#pages = pages;
    this.#entries = entries.map(([page, place, heading, text, more]) => ({
      page,
      place,
      heading,
      text,
      words: { heading: cut(heading), more: cut(more), text: cut(text), title: cut(pages[page][1]) },
    }));
  }

  // The best answers, best first: {url, heading, title, shown}; `shown` is [text, whether it was asked for] in turn.
  find(asked, most = 20) {
    const wanted = cut(asked).map(({ form }) => ({ form, stem: stem(form) }));
    if (!wanted.length) return [];
    const found = [];
    for (const entry of this.#entries) {
      let worth = 0;
      for (const one of wanted) {
        const here = worthOf(one, entry.words);
        if (!here) {
          worth = 0;
          break;
        }
        worth += here;
      }
      if (worth) found.push({ entry, worth });
    }
    found.sort((one, other) => other.worth - one.worth);
    return found.slice(0, most).map(({ entry }) => this.#answer(entry, wanted));
  }

  #answer({ page, place, heading, text, words }, wanted) {
    const [address, title] = this.#pages[page];
    const url = address.split("/").map(encodeURIComponent).join("/") + (place ? `#${encodeURIComponent(place)}` : "");
    return { url, heading, title, shown: around(text, words.text, wanted) };
  }
}

function cut(text) {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ form: folded(word), at: index, end: index + word.length }));
}

function stem(form) {
  const shorter = form.replace(ENDING, "");
  return shorter.length >= 3 ? shorter : form;
}

function fit({ form, stem }, word) {
  if (word === form) return AS_IT_IS;
  if (word.startsWith(form) || (stem.length >= 3 && word.startsWith(stem) && word.length <= form.length + 4)) return AS_A_BEGINNING;
  return form.length >= 4 && word.includes(stem) ? INSIDE : 0;
}

// A heading is worth more than a name, a name more than the text; the page's title alone finds its sections last.
function worthOf(one, { heading, more, text, title }) {
  const best = (words) => words.reduce((most, { form }) => Math.max(most, fit(one, form)), 0);
  let often = 0;
  let inText = 0;
  for (const { form } of text) {
    const here = fit(one, form);
    if (here) often += 1;
    if (here > inText) inText = here;
  }
  return best(heading) * 20 + best(more) * 8 + inText * 3 + Math.min(often, 5) + best(title);
}

function around(text, words, wanted) {
  const isWanted = ({ form }) => wanted.some((one) => fit(one, form));
  const first = Math.max(0, words.findIndex(isWanted));
  const from = Math.max(0, first - Math.floor(SHOWN / 3));
  const piece = words.slice(from, from + SHOWN);
  if (!piece.length) return [];
  const shown = [];
  let done = piece[0].at;
  if (from > 0) shown.push(["… ", false]);
  for (const word of piece.filter(isWanted)) {
    shown.push([text.slice(done, word.at), false], [text.slice(word.at, word.end), true]);
    done = word.end;
  }
  const end = piece.at(-1).end;
  shown.push([text.slice(done, end) + (from + SHOWN < words.length ? " …" : text.slice(end)), false]);
  return shown.filter(([words]) => words);
}
