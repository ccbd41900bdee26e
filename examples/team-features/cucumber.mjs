const load = { import: ['support/world.js', 'steps/*.js'] };

export default { ...load, tags: 'not @wrong' };

// What must fail: a wrapper that is not right.
export const wrong = { ...load, tags: '@wrong' };
