/** Of an open video: how it stands, or what it says. */
export type Side = 'overview' | 'edit';

/** Opens a video. */
export type OpenVideo = (videoId: string, side?: Side) => void;
