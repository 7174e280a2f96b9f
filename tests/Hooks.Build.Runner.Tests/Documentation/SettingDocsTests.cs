using System.Text.RegularExpressions;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using static Hooks.Build.Runner.Tests.Documentation.Repository;

namespace Hooks.Build.Runner.Tests.Documentation;

/// <summary>The one table of settings, and all that lists them: the documentation, the package's targets.</summary>
[TestClass]
public sealed partial class SettingDocsTests
{
    [GeneratedRegex(@"'\$\(_?(?<name>Hook\w+)\)' [!=]= '(?:true|false)'", RegexOptions.ExplicitCapture, 10000)]
    private static partial Regex Switch();

    [TestMethod]
    public void The_table_of_properties_has_every_setting_and_no_other() =>
        Names(
            "docs/properties.md",
            "| Property |").Where(name => SettingTable.All.Any(setting => setting.Name == name) || name.StartsWith("Hook", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal).ShouldBe(SettingTable.All.Select(setting => setting.Name), ignoreOrder: true);

    [TestMethod]
    public void The_table_of_properties_tells_every_default()
    {
        foreach (var row in Table("docs/properties.md", "| Property |"))
        {
            var names = Code(row[0]).ToList();
            if (SettingTable.All.FirstOrDefault(setting => names.Contains(setting.Name)) is { } setting)
            {
                Bare(row[1]).ShouldBe(Bare(setting.Default), setting.Name);
            }
        }
    }

    [TestMethod]
    public void The_table_of_properties_tells_what_each_can_be()
    {
        foreach (var row in Table("docs/properties.md", "| Property |"))
        {
            foreach (var setting in SettingTable.All.Where(setting => !setting.TakesAll && Code(row[0]).Contains(setting.Name)))
            {
                foreach (var value in Allowed(setting).Where(value => !Bare(row[1]).Contains(value, StringComparison.OrdinalIgnoreCase)))
                {
                    // Who is told of one value of a switch knows the other.
                    (Bare(row[2]).Contains(value, StringComparison.OrdinalIgnoreCase) || value is "true" or "false")
                        .ShouldBeTrue($"{setting.Name} can be {value}; its row: {row[2]}");
                }
            }
        }
    }

    [TestMethod]
    public void A_request_that_nobody_set_anything_of_is_as_the_table_says()
    {
        RunRequest bare = new() { RepositoryRoot = "", LogDirectory = "" };
        (bare.MaxParallel, bare.Schedule, bare.MaxConcurrentProfiles, bare.FailFast, bare.DefaultTimeout, bare.Fix, bare.FailOnFix, bare.Stage, bare.Files)
            .ShouldBe((
                SettingTable.MaxParallel.Read(""),
                SettingTable.Schedule.Read(""),
                SettingTable.MaxConcurrentProfiles.Read(""),
                SettingTable.FailFast.Read(""),
                TimeSpan.FromSeconds(SettingTable.DefaultTimeout.Read("")),
                SettingTable.Fix.Read(""),
                SettingTable.FailOnFix.Read(""),
                SettingTable.Stage.Read(""),
                SettingTable.Files.Read("")));
    }

    [TestMethod]
    public void The_runner_takes_from_the_state_what_its_documentation_says()
    {
        var text = Text("docs/runner.md");
        var from = text.IndexOf("**Settings** come from the state", StringComparison.Ordinal);
        Code(text[from..text.IndexOf(". Set them", from, StringComparison.Ordinal)])
            .ShouldBe(
                [.. SettingTable.All.Where(setting => setting.IsKept).Select(setting => setting.Name), "HooksRepositoryRoot", "HookProperties"],
                ignoreOrder: true);
    }

    [TestMethod]
    public void The_build_hands_on_every_setting_that_can_be_wrong_or_is_kept() =>
        Property("_HooksSettings").Split("%1F").ShouldBe(
            SettingTable.All.Where(setting => (!setting.TakesAll || setting.IsKept) && setting.Name != "HooksLogDirectory")
                .Select(setting => $"setting.{setting.Name}=$({setting.Name})"),
            ignoreOrder: true);

    [TestMethod]
    public void Every_switch_that_conditions_of_the_build_read_is_looked_at_first()
    {
        var lines = Text("targets/Hooks.Build.targets").Split('\n');
        var read = lines.Where(line => !line.Contains("<_HooksOddSwitch ", StringComparison.Ordinal))
            .SelectMany(line => Switch().Matches(line))
            .Select(match => match.Groups["name"].Value)
            .Where(name => SettingTable.All.Any(setting => setting.Name == name)).Distinct(StringComparer.Ordinal).ToList();
        read.ShouldContain("HooksEnabled");
        foreach (var name in read)
        {
            lines.ShouldContain(
                line => line.EndsWith($"'$(_{name})' != 'true' and '$(_{name})' != 'false'\">true</_HooksOddSwitch>", StringComparison.Ordinal), name);
        }
    }

    [TestMethod]
    public void No_setting_takes_a_text_that_is_none_of_its_values()
    {
        var wrong = SettingTable.All.Where(setting => !setting.TakesAll).Select(setting => KeyValuePair.Create(setting.Name, "x!")).ToList();
        var problems = SettingTable.Check(wrong);
        problems.Select(problem => problem.Message.Split(' ')[0]).ShouldBe(wrong.Select(setting => setting.Key), ignoreOrder: true);
        problems.ShouldAllBe(problem => problem.Code == "HOOK9002" && problem.Message.Contains("llowed:", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("HooksRunOnBuild", "ture", "HooksRunOnBuild is 'ture'; allowed: true, false; did you mean true?")]
    [DataRow("HooksEnabled", "x", "HooksEnabled is 'x'; allowed: true, false")]
    [DataRow("HookProperties", "a", "HookProperties is 'a'; allowed: Name=Value, several between semicolons")]
    [DataRow("HookProperties", "a=1;=2", "HookProperties is '=2'; allowed: Name=Value, several between semicolons")]
    public void A_wrong_value_is_told_with_what_is_allowed(string name, string value, string expected) =>
        SettingTable.Check([KeyValuePair.Create(name, value)]).ShouldHaveSingleItem().Message.ShouldBe(expected);

    [TestMethod]
    [DataRow("HooksEnabled", " False ")]
    [DataRow("HookProperties", "a=1; b=2;")]
    [DataRow("HookProperties", "a=b=c")]
    [DataRow("HooksInstallStages", "pre-commit CommitMsg")]
    [DataRow("HooksRemoteCache", "https://cache/prefix")]
    [DataRow("HooksFix", "")]
    public void A_right_value_is_none_of_our_business(string name, string value) => SettingTable.Check([KeyValuePair.Create(name, value)]).ShouldBeEmpty();

    private static string Bare(string cell) =>
        System.Text.RegularExpressions.Regex.Replace(
            cell.Replace("`", "", StringComparison.Ordinal),
            @"\[([^]]*)\]\([^)]*\)",
            "$1",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromMinutes(1));

    // As the error says it; what is not a list of words is told by the row in its own.
    private static IEnumerable<string> Allowed(Setting setting)
    {
        const string Head = "allowed: ";
        var message = SettingTable.Check([KeyValuePair.Create(setting.Name, "x!")]).ShouldHaveSingleItem().Message;
        var list = message[(message.IndexOf(Head, StringComparison.Ordinal) + Head.Length)..];
        return list.StartsWith("a whole number from ", StringComparison.Ordinal) ? [list["a whole number from ".Length..]]
            : list.Contains(' ', StringComparison.Ordinal) && !list.Contains(", ", StringComparison.Ordinal) ? []
            : list.StartsWith("an address", StringComparison.Ordinal) || list.StartsWith("Name=Value", StringComparison.Ordinal) ? []
            : list.Split("; did you mean")[0].Split(", ");
    }

    private static string Property(string name) =>
        Text("targets/Hooks.Build.targets").Split($"<{name}>") is [_, var rest]
            ? rest.Split($"</{name}>")[0]
            : throw new InvalidOperationException($"The targets do not set {name} once");
}
