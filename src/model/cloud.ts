/** Which of Microsoft's clouds an organization lives in, in the words of the Calling SDK. */
export type Cloud = 'public' | 'gcch' | 'dod';
