using Hooks.Build.Generators.Emission;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class RepositoryPathTests
{
    [TestMethod]
    [DataRow("/repo/build/Hooks.cs", "/repo", "build/Hooks.cs")]
    [DataRow("/repo/build/Hooks.cs", "/repo/", "build/Hooks.cs")]
    [DataRow("/repo/build/Hooks.cs", "/", "repo/build/Hooks.cs")]
    [DataRow("/repository/Hooks.cs", "/repo", "Hooks.cs")]
    [DataRow("/REPO/build/Hooks.cs", "/repo", "Hooks.cs")]
    [DataRow("/elsewhere/Hooks.cs", "/repo", "Hooks.cs")]
    [DataRow("/repo/build/Hooks.cs", "", "Hooks.cs")]
    [DataRow(@"C:\repo\build\Hooks.cs", @"c:\Repo\", "build/Hooks.cs")]
    [DataRow(@"C:\repo\build\Hooks.cs", @"C:\", "repo/build/Hooks.cs")]
    [DataRow("Hooks.cs", "/repo", "Hooks.cs")]
    [DataRow("", "/repo", "")]
    public void Files_are_named_from_the_root_where_they_lie_below_it(string path, string root, string expected) =>
        RepositoryPath.Relative(path, root).ShouldBe(expected);
}
