using Hooks.Build.Generators.Parsing;
using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Tests;

/// <summary>Law: a hook whose attribute is read as it is written is the hook that the compiler would have found.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class WrittenAttributeTests
{
    private static readonly string[] Texts =
    [
        "\"a\"", "\"\"", "@\"a\\b\"\"c\"", "\"\"\"raw \"x\" \"\"\"", "\"\\u0041\\n\"", "\"b\"u8", "$\"i\"", "\"a\" + \"b\"", "(\"p\")", "null", "null!",
        "default", "C1", "Other.C1", "'c'", "1", "",
        "nameof(H0)", "nameof(Other.H0)", "nameof(Repo.Other.H0)", "nameof(global::Repo.Other.H0)", "nameof(Missing)", "nameof(Other.Missing)",
        "nameof(Missing.H0)", "nameof(Inherited)", "nameof(System)", "nameof(@H0)",
        "nameof(List<int>)", "nameof(Other.Hidden)", "nameof(Field.Length)", "nameof()", "nameof(H0, H1)", "nameof(x: H0)", "nameof(Other. H0)",
        "nameof(((H0)))", "nameof(Alias.H0)", "Nested.nameof(H0)",
    ];

    private static readonly string[] Lists = ["[{0}]", "[{0}, {1}]", "new[] {{ {0}, {1} }}", "new string[] {{ {0} }}", "new string[2]", "new string[0]", "[..Array, {0}]", "{0}", "[]", "new[] {{ }}", "[{0},]", "new[,] {{ {{ {0} }} }}", "null"];

    private static readonly string[] Numbers = ["60", "0x10", "1_000", "-1", "60L", "60u", "1.5", "1f", "1m", "'c'", "1 + 1", "(5)", "Number", "int.MaxValue", "99999999999", "\"60\"", ""];

    private static readonly string[] Flags = ["true", "false", "!true", "Yes", "1", "(true)", "default"];

    private static readonly string[] Stages =
    [
        "HookStages.Build", "HookStages.Build | HookStages.PreCommit", "(HookStages)3", "HookStages.Missing", "Hooks.Build.HookStages.Manual",
        "global::Hooks.Build.HookStages.Manual", "HookStages.Build & HookStages.Manual",
        "default", "0", "HookSeverity.Warning", "Stage", "HookStages.None", "HookStages.Build | HookSeverity.Error", "System.Int32.MaxValue", "Alias.S",
    ];

    private static readonly string[] Attributes =
    [
        "Hook", "Hook", "Hook", "Hook", "Hook()", "HookAttribute", "Hooks.Build.Hook", "global::Hooks.Build.HookAttribute", "Alias2", "@Hook", "field: Hook",
        "method: Hook", "return: Hook", "Hook, Obsolete", "Hook] [CLSCompliant(true)",
    ];

    // What makes names mean something else.
    private static readonly string[] Around =
    [
        "", "", "class Hook { }", "class Hook : System.Attribute { }", "class HookAttribute : System.Attribute { }",
        "enum HookStages { Build = 64, Manual = 128 }", "class Other2 { public const string H0 = \"z\"; }",
        "namespace Hook { }", "static class nameofs { }", "enum HookSeverity { Warning = 7 }",
    ];

    private static readonly string[] Within =
    [
        "", "", "", "class HookStages { public const int Build = 5; }", "class Hook { }", "class Other { public const string H0 = \"q\"; }",
        "static string nameof(object x) => \"n\";", "class HookAttribute : System.Attribute { }", "static string Other => \"\";",
    ];

    [TestMethod]
    public void Plain_attributes_need_no_binding()
    {
        var (written, all) = Compare(Source(
            "", "",
            ["""[Hook] const string A = "a";""", """[Hook(DependsOn = [nameof(H0), nameof(Other.H0)], Files = ["**/*.cs"], Stages = HookStages.Build | HookStages.PrePush, Timeout = 5, Cores = 2, Batch = true, Severity = HookSeverity.Warning)] static void M() { }"""]));
        written.ShouldBe(all);
        all.ShouldBe(5);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void What_is_read_as_written_is_what_the_compiler_finds(int seed)
    {
        Random random = new(seed);
        var (written, all) = (0, 0);
        for (var round = 0; round < 40; round++)
        {
            var source = Source(Pick(random, Around), Pick(random, Within), [.. Enumerable.Range(0, 25).Select(i => Member(random, i))]);
            var (some, found) = Compare(source);
            (written, all) = (written + some, all + found);
        }

        // The law is about something.
        written.ShouldBeGreaterThan(100);
        all.ShouldBeGreaterThan(written);
    }

    private static (int Written, int All) Compare(string source)
    {
        var compilation = Project.Of(source);
        var tree = compilation.SyntaxTrees[0];
        var marked = MarkedTree.Read(tree, CancellationToken.None);
        HashSet<string> aliases = [];
        TreeParser parser = new(marked, aliases, compilation.GetSemanticModel(tree));
        var written = 0;
        var targets = marked.Targets(aliases);
        foreach (var target in targets)
        {
            var fast = parser.Parse(target, CancellationToken.None);
            var type = target.FirstAncestorOrSelf<TypeDeclarationSyntax>();
            var symbol = compilation.GetSemanticModel(tree).GetDeclaredSymbol(target);
            var bound = symbol is null || type is null ? null : HookFinder.HookAttribute(symbol);
            if (symbol is not (IFieldSymbol or IMethodSymbol) || target.ToString().Contains("return:", StringComparison.Ordinal))
                continue;

            if (parser.LastWasWritten)
            {
                written++;
                bound.ShouldNotBeNull(target.Parent!.Parent + "\n" + source);
            }

            (fast?.Hook).ShouldBe(bound is null ? null : HookParser.Parse(symbol, bound, CancellationToken.None), target.Parent!.Parent + "\n" + source);
        }

        return (written, targets.Count);
    }

    private static string Source(string around, string within, string[] members) => $$"""
        using Alias = Repo.Other;
        using Alias2 = Hooks.Build.HookAttribute;
        namespace Repo
        {
            {{around}}
            class Base { protected const string Inherited = "i"; }
            static class Other { [Hook] public const string H0 = "x"; public const string C1 = "c"; const string Hidden = "h"; public const HookStages S = HookStages.Manual; }
            partial class RepoHooks : Base
            {
                [Hook] const string H0 = "x";
                [Hook] static void H1() { }
                const string C1 = "k"; const int Number = 7; const bool Yes = true; const HookStages Stage = HookStages.Manual; static readonly string[] Array = []; static string Field = "";
                {{within}}
                {{string.Join("\n        ", members)}}
            }
        }
        """;

    private static string Member(Random random, int index)
    {
        var attribute = Pick(random, Attributes);
        if (attribute == "Hook")
            attribute = $"Hook({string.Join(", ", Enumerable.Range(0, random.Next(5)).Select(_ => Argument(random)))})";

        return random.Next(4) == 0 ? $"[{attribute}] static void Method{index}() {{ }}" : $"[{attribute}] const string Command{index} = \"c {index}\";";
    }

    private static string Argument(Random random)
    {
        // Most are plain, so that many attributes are.
        var odd = random.Next(4) == 0;
        return random.Next(8) switch
        {
            0 => $"Timeout = {(odd ? Pick(random, Numbers) : "60")}",
            1 => $"Cores = {(odd ? Pick(random, Numbers) : "1.5")}",
            2 => $"{Pick(random, ["Batch", "Gates", "Finally"])} = {(odd ? Pick(random, Flags) : "true")}",
            3 => $"Stages = {(odd ? Pick(random, Stages) : "HookStages.Build | HookStages.Manual")}",
            4 => $"Description = {(odd ? Pick(random, Texts) : "\"text\"")}",
            5 => $"Severity = {(odd ? "(HookSeverity)1" : "HookSeverity.Warning")}",
            6 => $"{Pick(random, ["Files", "Matrix", "MatrixOf"])} = {List(random, odd)}",
            _ => $"DependsOn = {List(random, odd)}",
        };
    }

    private static string List(Random random, bool odd) => odd
        ? string.Format(System.Globalization.CultureInfo.InvariantCulture, Pick(random, Lists), Pick(random, Texts), Pick(random, Texts))
        : $"[{Pick(random, ["nameof(H0)", "nameof(Other.H0)", "\"H1\"", "\"**/*.cs\""])}]";

    private static string Pick(Random random, string[] values) => values[random.Next(values.Length)];
}
