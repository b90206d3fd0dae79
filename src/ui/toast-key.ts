/** The key that goes to a ringing call and back, as it goes between the panes of a window. Free on the web, and no letter. */
export const TOAST_KEY = 'F6';
