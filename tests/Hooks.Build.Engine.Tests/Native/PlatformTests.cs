using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Tests.Native;

[TestClass]
public sealed class PlatformTests
{
    [TestMethod]
    public void The_platform_is_the_machine_whoever_built_the_runtime()
    {
        Platform.Of("fedora.40-x64").ShouldBe(Platform.Of("linux-x64"));
        Platform.Of("alpine.3.20-x64").ShouldBe(Platform.Of("linux-musl-x64"));
        Platform.Of("linux-musl-x64").ShouldNotBe(Platform.Of("linux-x64"));
    }
}
