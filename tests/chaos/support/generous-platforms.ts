/** Simulated platforms whose daily and hourly limits no chaos run reaches; everything else is as strict as ever. */
export const generousPlatforms = JSON.stringify({
  youtube: { dailyInserts: 100_000, dailyUnits: 10_000_000, dailySearches: 100_000, channelDailyUploads: 100_000 },
  tiktok: {
    creatorInfoPerMinute: 100_000,
    initsPerMinute: 100_000,
    statusPerMinute: 100_000,
    readsPerMinute: 100_000,
    dailyPosts: 100_000,
  },
  instagram: { dailyPosts: 100_000, dailyContainers: 100_000, hourlyCalls: 10_000_000 },
});
