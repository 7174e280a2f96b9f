using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Tests.Hosting;

[TestClass]
public sealed class PackageVersionTests
{
    [TestMethod]
    [DataRow("tools/net8.0/")]
    [DataRow("tools/native/linux-x64")]
    public void In_a_package_it_is_that_of_the_package(string place)
    {
        var package = Directory.CreateTempSubdirectory("hooks-test-").FullName;
        File.WriteAllText(Path.Combine(package, "hooks.build.nuspec"), "<package><metadata>\n  <version>0.1.0-r1</version></metadata></package>");
        PackageVersion.Of(Path.Combine(package, place)).ShouldBe("0.1.0-r1");
        Directory.Delete(package, recursive: true);
    }

    [TestMethod]
    public void Elsewhere_it_is_that_of_the_program_without_the_commit() => PackageVersion.Of("/nowhere/at/all").ShouldMatch(@"^\d+\.\d+\.\d+[^+]*$");
}
