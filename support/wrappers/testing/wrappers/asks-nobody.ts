/** Ends well without launching anything. */
console.log('nothing to do today');
