using Hooks.Build.Catalog;
using Hooks.Build.Graph;

namespace Hooks.Build.Checks.Tests;

[TestClass]
public sealed class CatalogTests
{
    [TestMethod]
    public void No_two_ready_made_hooks_share_a_name() =>
        HookCatalog.All.SelectMany(hook => hook.Aliases.Append(hook.Id)).ShouldBeUnique();

    [TestMethod]
    public void An_unknown_option_is_refused_with_the_one_that_was_meant()
    {
        var hook = HookCatalog.FindById("check-added-large-files")!;

        HookArguments.TryParse(hook, ["--maxbk=5"], out _, out var error).ShouldBeFalse();

        error.ShouldBe("there is no option --maxbk; did you mean --maxkb?");
    }

    [TestMethod]
    public void A_number_that_is_none_is_refused()
    {
        var hook = HookCatalog.FindById("check-added-large-files")!;

        HookArguments.TryParse(hook, ["--maxkb", "much"], out _, out var error).ShouldBeFalse();

        error.ShouldBe("--maxkb takes a whole number, not 'much'");
    }

    [TestMethod]
    [DataRow("--fix=lf")]
    [DataRow("--fix lf")]
    [DataRow("-flf")]
    [DataRow("-f lf")]
    public void A_value_stands_behind_its_option_in_any_usual_form(string written)
    {
        HookArguments.TryParse(HookCatalog.FindById("mixed-line-ending")!, written.Split(' '), out var arguments, out _).ShouldBeTrue();

        arguments!.Text("--fix").ShouldBe("lf");
    }

    [TestMethod]
    public void A_list_is_written_several_times_or_with_commas()
    {
        HookArguments.TryParse(HookCatalog.FindById("no-commit-to-branch")!, ["-b", "main", "--branch=dev, next"], out var arguments, out _).ShouldBeTrue();

        arguments!.All("--branch").ShouldBe(["main", "dev", "next"]);
    }

    [TestMethod]
    public void What_is_not_written_has_its_default()
    {
        HookArguments.TryParse(HookCatalog.FindById("check-added-large-files")!, [], out var arguments, out _).ShouldBeTrue();

        arguments!.Number("--maxkb").ShouldBe(500);
    }

    [TestMethod]
    public void Options_that_contradict_each_other_are_refused()
    {
        HookArguments.TryParse(HookCatalog.FindById("file-contents-sorter")!, ["--unique", "--ignore-case"], out _, out var error).ShouldBeFalse();

        error.ShouldBe("--ignore-case and --unique cannot both be given");
    }

    // As its library identify has them, and prek.
    [TestMethod]
    [DataRow("check-json", "a.json a.geojson a.jsonld a.ipynb .babelrc .bowerrc .csslintrc .jshintrc .mention-bot Pipfile.lock")]
    [DataRow("check-yaml", "a.yaml a.yml a.eyaml a.yamlld .clang-format .clang-tidy .yamllint")]
    [DataRow("check-xml", "a.xml a.csproj a.fsproj a.vbproj a.vcxproj a.pyproj a.resx a.svg a.xsd a.xsl a.xslt a.xhtml a.wsdl a.xlf a.xliff a.pom a.gpx a.inx a.kml a.lpi a.mscx a.rng a.urdf a.yin a.zcml")]
    [DataRow("check-toml", "a.toml Pipfile Cargo.lock poetry.lock uv.lock")]
    public void What_pre_commit_takes_for_a_format_is_looked_at_in_every_folder(string check, string names)
    {
        var files = GlobSet.Parse(HookCatalog.FindById(check)!.Files, []);
        names.Split(' ')
            .Where(name => !files.IsMatch(name)
                || !files.IsMatch("src/" + name)
                || files.IsMatch("x" + name) != name.StartsWith("a.", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
