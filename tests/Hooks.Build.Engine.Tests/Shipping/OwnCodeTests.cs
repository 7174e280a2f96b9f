using System.Reflection;
using System.Runtime.Loader;
using Hooks.Build.Engine.Shipping;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Plans;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Engine.Tests.Shipping;

/// <summary>A program's own code does in what is shipped what it did as it was built, or is not shipped, with the place named.</summary>
[TestClass]
public sealed class OwnCodeTests
{
    // What the expressions below call; none of it uses a type of Hooks.Build in its code.
    private const string Helpers = """
        #nullable disable
        static class Help
        {
            public static HookContext Field; public static HookStages Stage = HookStages.Build;
            public static bool Parameter(HookContext hook) => hook is null;
            public static string NameOf<T>() => typeof(T).Name;
            public static bool Constrained<T>(T value) where T : HookContext => value is null;
            public static unsafe bool Pointer() { delegate*<HookContext, bool> pointer = &Parameter; return pointer(null); }
            public static object Local() { HookContext hook = null; HookStages stage = Stage; return hook is null && (int)stage > 0; }
            public static object Ref() { ref HookContext hook = ref Field; return hook is null; }
        }
        class Box<T> { public static string Name => typeof(T).Name; public static T Value; public static object Zero() => Value is null; }
        class Kept { public HookFile File { get; set; } }
        """;

    // Their very bases are such a use.
    private const string Bases = """
        class Compares : System.Collections.Generic.IComparer<HookFile> { public int Compare(HookFile one, HookFile two) => 0; }
        class Derived : System.Collections.Generic.List<HookFile> { }
        """;

    [TestMethod]
    [DataRow("o is HookContext")]
    [DataRow("o as HookContext")]
    [DataRow("(HookContext)o")]
    [DataRow("o is HookStages")]
    [DataRow("o is HookFile[]")]
    [DataRow("o is HookFile[,]")]
    [DataRow("o is Func<HookContext, bool>")]
    [DataRow("o is System.Collections.Generic.List<HookStages[]>")]
    [DataRow("o switch { HookContext => 1, HookFile => 2, _ => 3 }")]
    [DataRow("o switch { string { Length: 1 } => HookStages.Build, _ => (object)1 }")]
    [DataRow("typeof(HookStages).Name")]
    [DataRow("typeof(Box<HookFile>).ToString()")]
    [DataRow("typeof(delegate*<HookContext, bool>).ToString()")]
    [DataRow("HookResult.Success is null")]
    [DataRow("HookResult.Failure(\"x\") is null")]
    [DataRow("new HookFile[2].GetType().Name")]
    [DataRow("new HookFile[2, 2].GetType().Name")]
    [DataRow("HookStages.Build")]
    [DataRow("HookStages.Build.ToString()")]
    [DataRow("$\"{Help.Stage}\"")]
    [DataRow("Help.Stage.GetHashCode()")]
    [DataRow("Help.Stage.HasFlag(HookStages.Build)")]
    [DataRow("new System.Collections.Generic.List<HookFile>().GetType().ToString()")]
    [DataRow("Help.NameOf<HookFile>()")]
    [DataRow("Help.Constrained<HookContext>(null)")]
    [DataRow("Box<HookStages>.Name")]
    [DataRow("Box<HookFile>.Value is null")]
    [DataRow("(HookStages?)Help.Stage")]
    [DataRow("new Compares() is System.Collections.Generic.IComparer<object>")]
    [DataRow("new Derived() is System.Collections.Generic.List<object>")]
    [DataRow("((Func<HookContext, bool>)Help.Parameter)(null)")]
    [DataRow("Help.Field?.Name is null")]
    [DataRow("Enum.GetNames<HookStages>().Length")]
    public void An_expression_gives_what_it_gave_or_its_place_is_named(string expression)
    {
        var (before, after, refusal) = Rewrite(Expression(expression) + (expression.StartsWith("new Compares", StringComparison.Ordinal)
            || expression.StartsWith("new Derived", StringComparison.Ordinal) ? Bases : ""));
        if (refusal is not null)
        {
            refusal.ShouldMatch("Program.Value|Derived|Compares");
            return;
        }

        Value(after).ShouldBe(Value(before));
    }

    [TestMethod]
    [DataRow("nameof(HookContext)")]
    [DataRow("Help.Field is null")]
    [DataRow("default(HookContext) is null")]
    [DataRow("Help.Parameter(null)")]
    [DataRow("Help.Pointer()")]
    [DataRow("Help.Local()")]
    [DataRow("Help.Ref()")]
    [DataRow("(int)HookStages.Build + (int)Help.Stage")]
    [DataRow("Help.Stage == HookStages.Build ? 1 : 2")]
    [DataRow("new Kept().File is null")]
    [DataRow("new Kept().GetType().Name")]
    [DataRow("Box<int>.Zero()")]
    public void An_expression_that_needs_no_type_is_shipped_and_gives_what_it_gave(string expression)
    {
        var (before, after, refusal) = Rewrite(Expression(expression));
        refusal.ShouldBeNull();
        Value(after).ShouldBe(Value(before));
    }

    [TestMethod]
    [DataRow("static void Main() { Console.WriteLine(o is HookContext); }", "Program.Main")]
    [DataRow("static void Main() { Func<bool> f = () => o is HookContext; }", "Program.Main")]
    [DataRow("static void Main() { bool F() => o is HookContext; F(); }", "Program.Main")]
    [DataRow("static async Task Main() { await Task.Yield(); Console.WriteLine(o is HookContext); }", "Program.Main")]
    [DataRow("static void Main() { Func<Task> f = async () => { await Task.Yield(); Console.WriteLine(o is HookContext); }; }", "Program.Main")]
    [DataRow("static void Main() { foreach (var each in All()) { } } static System.Collections.Generic.IEnumerable<bool> All() { yield return o is HookContext; }", "Program.All")]
    [DataRow("static void Main() { } public static bool P => o is HookContext;", "Program.get_P")]
    [DataRow("static void Main() { } static readonly bool F = o is HookContext;", "a static field of Program, which Program.Main reaches, uses HookContext")]
    [DataRow("static void Main() { Truth(null); }", "Program.Truth, which Program.Main reaches, uses HookContext")]
    [DataRow("static void Main() { Later(null); }", "Program.Later, which Program.Main reaches,")]
    [DataRow("static void Main() { Func<HookContext, bool> f; f = null; Deep(); } static void Deep() { System.Threading.ThreadPool.QueueUserWorkItem(_ => Truth(null)); }", "Program.Truth, which Program.Deep reaches,")]
    [DataRow("static void Main() { new C().M(); } class C { public virtual void M() { } } class D : C { public override void M() { Console.WriteLine(o is HookContext); } }", "Program+D.M")]
    [DataRow("static void Main() { ((I)new C()).M(null); } interface I { void M(HookContext hook); } class C : I { void I.M(HookContext hook) { Truth(hook); } }", "Program.Truth, which Program+C.Program.I.M reaches,")]
    [DataRow("static void Main() { new G<int>().M(); } class G<T> { public void M() { Console.WriteLine(o is HookContext); } }", "Program+G`1.M")]
    [DataRow("static void Main() { } class Found { public Found() { Console.WriteLine(o is HookContext); } }", "the constructor of Program+Found")]
    [DataRow("static void Main() { try { } catch (Exception e) when ((object)e is HookContext) { } }", "Program.Main")]
    [DataRow("static void Main() { } [System.Runtime.CompilerServices.ModuleInitializer] internal static void Init() { Console.WriteLine(o is HookContext); }", "Program.Init")]
    [DataRow("static void Main() { Console.WriteLine(new Options().Name); } class Options { public string Name { get; set; } public HookSeverity Level { get; set; } }", "Program+Options, which not only hooks use, has a member of HookSeverity")]
    [DataRow("static void Main() { Console.WriteLine(new Options().Name); } class Options { public string Name; public System.Collections.Generic.List<HookStages?> All; }", "Program+Options, which not only hooks use, has a member of HookStages")]
    public void A_use_in_the_program_itself_is_refused_with_its_place(string members, string place) =>
        Rewrite(Program(members)).Refusal.ShouldNotBeNull().ShouldContain(place);

    [TestMethod]
    [DataRow("static void Main() { } static HookResult Help() => HookResult.Success; [Hook] static HookResult B() => Help();")]
    [DataRow("static void Main() { } [Hook] static void B(HookContext hook) { new Report(hook).Tell(); } class Report(HookContext hook) { public void Tell() { Console.WriteLine(hook.Name); } public string Name() => hook.Name; }")]
    [DataRow("static void Main() { } [Hook] static void B(HookContext hook) { var all = hook.Files.Select(file => new Seen(file, hook.Stage)).ToList(); } record Seen(HookFile File, HookStages Stage);")]
    [DataRow("static void Main() { } record Dead(HookFile File, HookStages Stage);")]
    [DataRow("static void Main() { } static int Dead(HookContext hook) => hook.Files.Count;")]
    [DataRow("static void Main() { Console.WriteLine(Shared(1)); } static int Shared(int n) => n; [Hook] static bool B(HookContext hook) => Shared(hook.Files.Count) == 0;")]
    [DataRow("static void Main() { Func<int> own = () => 1; own(); } [Hook] static bool B(HookContext hook) { Func<bool> f = () => hook.Fixing; Func<object, bool> g = x => x is HookFile; return f() && g(1); }")]
    [DataRow("static void Main() { } [Hook] static void B(HookContext hook) { var all = hook.Files.ToList(); all.Sort(new Order()); } class Order : System.Collections.Generic.IComparer<HookFile> { public int Compare(HookFile one, HookFile two) => Length(one); static int Length(HookFile file) => file.Path.Length; }")]
    [DataRow("static void Main() { } [OnRun] static async Task B(RunContext run) { await foreach (var e in run.Events) Console.WriteLine(e is HookEnded); }")]
    [DataRow("static void Main() { Task.Run(() => { }); new A(); } interface IRule { void Run(HookContext hook); } class A : IRule { public void Run(HookContext hook) { if (hook.Fixing) { } } }")]
    [DataRow("static void Main() { Console.WriteLine((int)level); } static HookSeverity level; class Help { public HookSeverity Level; } [Hook] static bool B(HookContext hook) => new Help { Level = hook.Files.Count > 0 ? HookSeverity.Error : HookSeverity.Warning }.Level == level;")]
    public void Code_of_hooks_alone_may_use_all(string members) => Rewrite(Program(members)).Refusal.ShouldBeNull();

    [TestMethod]
    public void What_users_of_a_library_can_call_is_its_own_code()
    {
        const string Hook =
            "public static class H { [Hook] public static bool A(HookContext hook) => Is(hook); {0} static bool Is(object o) => o is HookContext; }";
        Rewrite(Hook.Replace("{0}", "public", StringComparison.Ordinal), OutputKind.DynamicallyLinkedLibrary).Refusal.ShouldNotBeNull()
            .ShouldContain("H.Is uses HookContext");
        Rewrite(Hook.Replace("{0}", "internal", StringComparison.Ordinal), OutputKind.DynamicallyLinkedLibrary).Refusal.ShouldBeNull();
    }

    [TestMethod]
    public void An_overload_of_a_hook_in_a_library_is_its_own_code() => Rewrite(
        "public static class H { [Hook] public static bool A(HookContext hook) => true; public static bool A(string o) => (object)o is HookContext; }",
        OutputKind.DynamicallyLinkedLibrary)
        .Refusal.ShouldNotBeNull().ShouldContain("H.A uses HookContext");

    [TestMethod]
    [DataRow("class G<T> { public static int Take(HookContext hook) => 1; public static int Take(object o) => 2; }", "G`1.Take differ")]
    [DataRow("class G { public static int Take(HookContext hook) => 1; public static int Take(object o) => 2; }", "G.Take differ")]
    [DataRow("class My<T> : Attribute { } [My<HookFile>] class C { }", "an attribute")]
    public void What_would_be_told_apart_no_more_is_refused(string source, string reason) =>
        Rewrite(Program("static void Main() { }") + source).Refusal.ShouldNotBeNull().ShouldContain(reason);

    private static string Expression(string expression) =>
        $"{Helpers} static class Program {{ [Hook] static bool A() => true; public static {(expression.Contains('*') ? "unsafe " : "")}object Value(object o) => {expression}; static void Main() {{ Value(\"s\"); }} }}";

    private static string Program(string members) => $$"""
        static class Program
        {
            static object o = "s";
            [Hook] static bool Truth(HookContext hook) { if (hook != null && hook.Fixing) return false; return true; }
            [Hook] static async Task<HookResult> Later(HookContext hook) { await Task.Yield(); return HookResult.Success; }
            {{members}}
        }
        """;

    private static (byte[] Before, byte[] After, string? Refusal) Rewrite(string source, OutputKind kind = OutputKind.ConsoleApplication)
    {
        using TempFolder folder = new();
        var before = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, source, kind: kind));
        var after = (byte[])before.Clone();
        try
        {
            ShippedAssembly.Rewrite(after, detach: true).ShouldBeTrue();
            return (before, after, null);
        }
        catch (InvalidDataException e)
        {
            return (before, after, e.Message);
        }
    }

    private static string? Value(byte[] image)
    {
        try
        {
            return new AssemblyLoadContext(name: null, isCollectible: true)
                .LoadFromStream(new MemoryStream(image))
                .GetType("Program")!
                .GetMethod("Value")!.Invoke(null, ["s"])?.ToString();
        }
        catch (TargetInvocationException e)
        {
            return e.InnerException!.GetType().Name;
        }
    }
}
