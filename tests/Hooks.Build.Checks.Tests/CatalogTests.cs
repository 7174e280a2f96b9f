using Hooks.Build.Catalog;

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
}
