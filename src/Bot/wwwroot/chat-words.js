// What the page itself says, in the language that the site asked for. The bot's words come from the bot.

const settings = JSON.parse(document.getElementById('settings').textContent);

export const { language } = settings;

/** A word of words/en.json, its {places} filled. */
export const word = (name, values = {}) => settings.words[name].replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
