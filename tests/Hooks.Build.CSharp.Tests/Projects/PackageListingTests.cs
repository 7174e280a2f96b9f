using Hooks.Build.CSharp.Projects;

namespace Hooks.Build.CSharp.Tests.Projects;

[TestClass]
public sealed class PackageListingTests
{
    [TestMethod]
    public void A_package_of_two_frameworks_is_one()
    {
        const string Package = """{ "id": "A", "resolvedVersion": "1.0.0" }""";

        var listing = PackageListing.Read($$"""
            info : something before
            { "version": 1, "sources": ["https://x"], "projects": [ { "path": "/r/P.csproj", "frameworks": [
              { "framework": "net8.0", "topLevelPackages": [{{Package}}] }, { "framework": "net10.0", "transitivePackages": [{{Package}}] } ] } ] }
            """).ShouldNotBeNull();

        listing.Sources.ShouldBe(["https://x"]);
        listing.Packages.ShouldHaveSingleItem().Id.ShouldBe("A");
    }

    [TestMethod]
    public void Only_problems_that_are_errors_count() => PackageListing
        .Read(
            """{ "version": 1, "problems": [ { "level": "error", "text": "bad" }, { "level": "warning", "text": "odd" } ], "projects": [ { "path": "P" } ] }""")
        .ShouldNotBeNull().Problems.ShouldBe(["bad"]);

    [TestMethod]
    [DataRow("")]
    [DataRow("error: Unable to load")]
    [DataRow("{")]
    [DataRow("""{ "version": 2, "projects": [ { "path": "P" } ] }""")]
    [DataRow("""{ "version": 1, "projects": [] }""")]
    [DataRow("""{ "version": "1", "projects": [ { "path": "P" } ] }""")]
    public void What_is_no_list_is_never_taken_for_an_empty_one(string text) => PackageListing.Read(text).ShouldBeNull();
}
