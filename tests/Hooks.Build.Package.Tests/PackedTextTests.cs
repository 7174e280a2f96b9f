using System.IO.Compression;
using System.Text.RegularExpressions;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>What can be read in the package without the repository beside it.</summary>
[TestClass]
public sealed partial class PackedTextTests
{
    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]*)[^)]*\)", RegexOptions.None, 10000)]
    private static partial Regex RelativeLink();

    [TestMethod]
    public async Task No_link_in_it_leads_out_of_it_and_README_which_galleries_show_alone_has_none()
    {
        await PackedPackage.PackAsync();
        using var package = ZipFile.OpenRead(Path.Combine(PackedPackage.Feed, $"Hooks.Build.{PackedPackage.Version}.nupkg"));
        var texts = package.Entries.Where(entry => entry.FullName.EndsWith(".md", StringComparison.Ordinal))
            .ToDictionary(entry => entry.FullName, Read, StringComparer.Ordinal);
        texts.Keys.ShouldContain("README.md");
        texts.Keys.ShouldContain("docs/rules/HOOK0001.md");
        texts["README.md"].ShouldContain(@"Contains('\t')");
        RelativeLink().Matches(texts["README.md"]).Select(match => match.Value).ShouldBeEmpty();
        texts.SelectMany(text => RelativeLink()
            .Matches(text.Value)
            .Select(match => Path.GetRelativePath("/", Path.GetFullPath(match.Groups[1].Value, Path.GetDirectoryName("/" + text.Key)!))))
            .Except(texts.Keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static string Read(ZipArchiveEntry entry)
    {
        using StreamReader reader = new(entry.Open());
        return reader.ReadToEnd();
    }
}
