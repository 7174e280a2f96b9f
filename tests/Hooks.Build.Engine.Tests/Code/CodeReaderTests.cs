using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Hooks.Build.Engine.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Engine.Tests.Code;

/// <summary>The code of a hook is what it can reach, however that is written down in the assembly.</summary>
[TestClass]
public sealed class CodeReaderTests
{
    private const string Hook = """
        static class H
        {
            public static async System.Threading.Tasks.Task Check(Hooks.Build.HookContext hook) =>
                await hook.ForEachFileAsync(async (file, cancel) => { await System.Threading.Tasks.Task.Yield(); if (Helper.Judge(file.Path)) hook.Error(file, 1, 1, "X", "bad"); });
        }
        """;

    private const string Helper = """
        static class Helper
        {
            private static readonly string[] Bad = ["a", "b"];
            public static bool Judge(string path) => new Rule(path.Length > 3).Applies(path) && Bad.Length > 1;
        }
        interface IRule { bool Applies(string path); }
        sealed class Rule(bool strict) : IRule { public bool Applies(string path) => strict && path.EndsWith("x"); }
        """;

    [TestMethod]
    public void A_rebuild_is_no_change() => Digest(Hook + Helper).ShouldBe(Digest(Hook + Helper));

    [TestMethod]
    [DataRow("path.EndsWith(\"x\")", "path.EndsWith(\"y\")", DisplayName = "a text in a method that is called through others")]
    [DataRow("path.Length > 3", "path.Length > 4", DisplayName = "a number in a helper")]
    [DataRow("[\"a\", \"b\"]", "[\"a\", \"c\"]", DisplayName = "what a static field starts with")]
    [DataRow("hook.Error(file, 1, 1", "hook.Error(file, 2, 1", DisplayName = "the body of an asynchronous lambda")]
    [DataRow("Task.Yield()", "Task.Delay(1)", DisplayName = "which method of the platform is called")]
    public void A_change_of_what_it_reaches_is_a_change_of_the_hook(string from, string to)
    {
        (Hook + Helper).ShouldContain(from);
        Digest((Hook + Helper).Replace(from, to, StringComparison.Ordinal)).ShouldNotBe(Digest(Hook + Helper));
    }

    // Read by reflection alone.
    private const string Data = """
        sealed class Data
        {
            [System.Obsolete("shown")] public string Name { get; set; } = "";
            [Marked(Level = 3)] public int Field;
            [Marked(Level = 1)] public int Level { get; set; }
        }
        [System.AttributeUsage(System.AttributeTargets.All)] sealed class Marked : System.Attribute { private int _level; public int Level { get => _level; set => _level = value + 1; } }
        """;

    [TestMethod]
    [DataRow("\"shown\"", "\"other\"", DisplayName = "a text in an attribute of a property")]
    [DataRow("Level = 3", "Level = 4", DisplayName = "a number in an attribute of a field")]
    [DataRow("Level = 1", "Level = 2", DisplayName = "a property of an attribute")]
    [DataRow("value + 1", "value + 2", DisplayName = "the code of an attribute of its own")]
    [DataRow("public int Field", "public int Renamed", DisplayName = "the name of what a serializer sees")]
    [DataRow("sealed class Data", "[System.Serializable, Marked] sealed class Data", DisplayName = "an attribute of a class")]
    [DataRow("static string Judge(", "[return: Marked] static string Judge(", DisplayName = "an attribute of a result")]
    [DataRow("(object data)", "([Marked] object data)", DisplayName = "an attribute of a parameter")]
    public void What_reflection_tells_of_an_object_is_code(string from, string to)
    {
        const string Using = """
            static class H
            {
                public static System.Threading.Tasks.Task Check(Hooks.Build.HookContext hook) { hook.RepositoryRoot.Contains(Judge(new Data())); return System.Threading.Tasks.Task.CompletedTask; }
                static string Judge(object data) => data.GetType().GetProperties()[0].Name;
            }
            """;
        const string Code = Using + Data;
        Code.ShouldContain(from);
        Digest(Code.Replace(from, to, StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    [DataRow("static class Before { public static int F() => new System.Func<int>(() => 7)(); }", DisplayName = "another class")]
    [DataRow("sealed class Other : IRule { public bool Applies(string path) => false; }", DisplayName = "another implementation that nobody makes")]
    public void What_it_does_not_reach_is_none(string added) => Digest(added + Hook + Helper).ShouldBe(Digest(Hook + Helper));

    [TestMethod]
    public void Another_hook_before_it_in_its_class_is_none()
    {
        var more = Hook.Replace("public static async", "public static async System.Threading.Tasks.Task First(Hooks.Build.HookContext hook) => await hook.ForEachFileAsync(async (file, cancel) => { await System.Threading.Tasks.Task.Delay(9, cancel); });\n    public static async", StringComparison.Ordinal);
        Digest(more + Helper).ShouldBe(Digest(Hook + Helper));
    }

    [TestMethod]
    public void A_generic_helper_is_followed()
    {
        const string Code = "static class H { public static void Check(Hooks.Build.HookContext hook) => new Box<int>().Put(1); } sealed class Box<T> { public void Put(T value) { System.Console.WriteLine(\"put\"); } }";
        Digest(Code.Replace("\"put\"", "\"set\"", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    public void A_static_method_of_an_interface_is_followed()
    {
        const string Code = "interface IRule { static abstract string Name { get; } } sealed class Rule : IRule { public static string Name => \"put\"; } "
            + "static class H { public static bool Check() => Length<Rule>() > 0; static int Length<T>() where T : IRule => T.Name.Length; }";
        Digest(Code.Replace("\"put\"", "\"set\"", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    public void What_an_interface_does_by_itself_is_followed()
    {
        const string Code = "interface IRule { string Name => \"old\"; } interface IStrict : IRule { string IRule.Name => \"put\"; } sealed class Rule : IStrict; "
            + "static class H { public static bool Check() => ((IRule)new Rule()).Name.Length > 0; }";
        Digest(Code.Replace("\"put\"", "\"set\"", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    public void What_runs_when_the_module_is_loaded_counts()
    {
        const string Code = "static class H { public static bool Check() => true; } static class Start { [System.Runtime.CompilerServices.ModuleInitializer] public static void Run() => System.Console.Write(\"put\"); }";
        Digest(Code.Replace("\"put\"", "\"set\"", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    public void The_name_of_a_value_counts()
    {
        const string Code = "enum Kind { One, Two } static class H { public static void Check() => System.Console.Write(Kind.Two); }";
        Digest(Code.Replace("One, Two } s", "One, Three, Two = 1 } s", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
        Digest(Code.Replace("One, Two", "First, Two", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    public void A_constant_beside_it_does_not() =>
        Digest("static class H { const string Build = \"dotnet build\"; public static bool Check() => true; }").ShouldBe(Digest("static class H { const string Build = \"dotnet test\"; public static bool Check() => true; }"));

    [TestMethod]
    public void What_is_embedded_counts()
    {
        const string Code = "static class H { public static bool Check() => typeof(H).Assembly.GetManifestResourceStream(\"rules\") != null; }";
        Read(Code, "rules").Digest.ShouldNotBe(Read(Code, "other").Digest);
    }

    [TestMethod]
    public void The_native_function_counts()
    {
        const string Code = "static class H { public static bool Check() => F() > 0; [System.Runtime.InteropServices.DllImport(\"one\")] static extern int F(); }";
        Digest(Code.Replace("\"one\"", "\"two\"", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    public void What_it_asks_its_context_is_known()
    {
        var code = Read("static class H { public static bool Check(Hooks.Build.HookContext hook) => Sub(hook); static bool Sub(Hooks.Build.HookContext hook) => hook.Stage == Hooks.Build.HookStages.Build; }");
        (code.SeesStage, code.SeesProperties).ShouldBe((true, false));
        Read("static class H { public static bool Check(Hooks.Build.HookContext hook) => hook.Properties.Count > 0; }").SeesProperties.ShouldBeTrue();
    }

    private static string Digest(string source) => Read(source).Digest;

    private static MethodCode Read(string source, string? resource = null)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Console.dll" or "netstandard.dll");
        var compilation = CSharpCompilation.Create(
            "Sample",
            [CSharpSyntaxTree.ParseText(source)],
            [.. platform.Select(path => MetadataReference.CreateFromFile(path)), MetadataReference.CreateFromFile(typeof(HookContext).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream image = new();
        ResourceDescription[] resources = resource is null ? [] : [new("rules", () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(resource)), isPublic: true)];
        var result = compilation.Emit(image, manifestResources: resources);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics));
        image.Position = 0;
        using PEReader reader = new(image);
        var metadata = reader.GetMetadataReader();
        var method = metadata.MethodDefinitions.Single(handle => metadata.GetString(metadata.GetMethodDefinition(handle).Name) == "Check");
        return CodeReader.Read(reader, method, name => name);
    }
}
