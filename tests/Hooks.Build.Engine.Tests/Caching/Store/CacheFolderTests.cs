using Hooks.Build.Engine.Caching.Store;

namespace Hooks.Build.Engine.Tests.Caching.Store;

[TestClass]
public sealed class CacheFolderTests
{
    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems have other places.")]
    [DataRow("/x", "/home/me", "/x/hooks-build")]
    [DataRow("", "/home/me", "/home/me/.cache/hooks-build")]
    [DataRow("relative", "/home/me", "/home/me/.cache/hooks-build")]
    [DataRow("/x", "", "/x/hooks-build")]
    [DataRow("", "", null)]
    [DataRow("", "relative", null)]
    public void The_usual_place_is_the_users_cache(string cache, string home, string? expected) =>
        CacheFolder.Default(new Dictionary<string, string>(StringComparer.Ordinal) { ["XDG_CACHE_HOME"] = cache, ["HOME"] = home }).ShouldBe(expected);

    [TestMethod]
    public void Without_a_home_there_is_no_usual_place() => CacheFolder.Default(new Dictionary<string, string>(StringComparer.Ordinal)).ShouldBeNull();
}
