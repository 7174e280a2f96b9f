using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class HalfTypedSourceTests
{
    private const string Source =
        """"
        namespace Repo
        {
            internal static partial class RepoHooks
            {
                [Hook(Files = ["**/*.cs"], Fix = "fix {files}", Stages = HookStages.Build | HookStages.Manual, Cores = 1.5)]
                private const string Format = """
                    dotnet format {files}
                    """;

                [Hook(DependsOn = [nameof(Format)], After = new[] { "A", null! }, Timeout = 1, Severity = (HookSeverity)1), Obsolete]
                public const string Audit = "a" + "b", Other = $"{Audit} c";

                [Hook(DependsOn = new string[] { nameof(Audit), Format })]
                static async Task<HookResult> NoTodo<T>(ref HookContext hook) where T : class => await Task.FromResult(HookResult.Success);

                [Hook] static ValueTask<bool> Nested() { [Hook] static void Local() { } Local(); return default; }
                int P { [Hook] get; }
                enum E { [Hook] X }
            }
        }
        """";

    [TestMethod]
    public Task Source_cut_at_any_place_is_taken() => Parallel.ForAsync(0, Source.Length + 1, async (end, _) => await TakeAsync(Source[..end]));

    [TestMethod]
    public Task Source_with_any_word_missing_is_taken() =>
        Parallel.ForEachAsync(
            System.Text.RegularExpressions.Regex.Matches(Source, @"\w+|[^\w\s]"), async (word, _) => await TakeAsync(Source.Remove(word.Index, word.Length)));

    [TestMethod]
    [DataRow("[Hook(")]
    [DataRow("class C { [Hook(DependsOn = [..X])] const string A = \"a\"; static string[] X = []; }")]
    [DataRow("class C { [Hook(DependsOn = [nameof()], Timeout = \"x\", Files = 1, Cores = , Stages = Missing.X)] const string A = \"a\"; }")]
    [DataRow("class C { [Hook, Hook] const string A = A; [Hook] const string B = C; [Hook] const string C = B; }")]
    [DataRow("class C { [Hook(1, 2)] const Missing A = \"a\"; [Hook] static Missing M(Missing m) => 1; [Hook] static Task<Missing> N() => null; }")]
    [DataRow("[Hook] class C { [Hook] C() { } [Hook] ~C() { } [field: Hook] event Action E; [field: Hook] int P { get; } }")]
    [DataRow("record R([field: Hook] string X, [property: Hook] int Y); [assembly: Hook]")]
    [DataRow("class C { Action a = [Hook] static () => { }; [Hook] const string; [Hook] static void (); }")]
    [DataRow("[Hook] void M() { } [Hook] const string A = \"a\";")]
    public Task Source_of_all_kinds_of_nonsense_is_taken(string source) => TakeAsync(source);

    private static async Task TakeAsync(string source)
    {
        var compilation = Project.Of(source);
        await AnalyzerRun.RunAsync(compilation);
        var run = GeneratorRun.Of(compilation);
        run.Result.Exception.ShouldBeNull(source);
        run.Result.GeneratedSources.ShouldHaveSingleItem(source);
    }
}
