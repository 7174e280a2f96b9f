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

    // Made by a serializer alone, which is told nothing but the type.
    private const string Outer = """
        static class H { public static bool Check() => Make<Outer>() is null; static object Make<T>() => System.Activator.CreateInstance(typeof(T)); }
        class Outer : Base
        {
            public System.Collections.Generic.List<Inner[]> All { get; set; }
            public Kind Kind;
            public string Text { get; set; } = "initial";
            public string Long { get => _long; set => _long = value + "set"; }
            private string _long;
            [Marked(Type = typeof(Converter))] public int Converted { get; set; }
            [Marked(Type = typeof(System.Collections.Generic.Dictionary<string, Argument>))] public int Other { get; set; }
            public Outer(int first = 7, [Marked(Text = "parameter")] string second = "") { }
            [Marked(Text = "method")] public void Method([Marked(Text = "argument")] int argument) { }
            [Marked(Text = "static")] public static int Static;
        }
        class Base { [Marked(Text = "base")] public virtual int B { get; set; } }
        class Inner { [Marked(Text = "inner")] public int Name { get; set; } public Deep Deep; }
        struct Deep { [Marked(Text = "deep")] public int Name; }
        enum Kind { [Marked(Text = "enum")] One }
        class Converter { public static Converter Create() => null; public override string ToString() => "converted"; }
        class Argument { public int Length { get { return 5; } } }
        [System.AttributeUsage(System.AttributeTargets.All)] sealed class Marked : System.Attribute { public string Text; public System.Type Type; }
        """;

    [TestMethod]
    [DataRow("\"enum\"", "\"other\"", DisplayName = "an attribute of a value of an enumeration")]
    [DataRow("\"inner\"", "\"other\"", DisplayName = "an attribute in a type that is the argument of a property's")]
    [DataRow("\"deep\"", "\"other\"", DisplayName = "an attribute in the type of a field of that")]
    [DataRow("\"base\"", "\"other\"", DisplayName = "an attribute in a base type")]
    [DataRow("\"static\"", "\"other\"", DisplayName = "an attribute of a static field")]
    [DataRow("\"method\"", "\"other\"", DisplayName = "an attribute of a method that nobody calls")]
    [DataRow("\"argument\"", "\"other\"", DisplayName = "an attribute of its parameter")]
    [DataRow("\"parameter\"", "\"other\"", DisplayName = "an attribute of a constructor's parameter")]
    [DataRow("\"initial\"", "\"other\"", DisplayName = "what a property begins with")]
    [DataRow("value + \"set\"", "value + \"other\"", DisplayName = "what setting a property does")]
    [DataRow("int first = 7", "int first = 8", DisplayName = "the default of a constructor's parameter")]
    [DataRow("int first", "int renamed", DisplayName = "the name of a constructor's parameter")]
    [DataRow("public string Text { get; set; }", "public string Text { get; private set; }", DisplayName = "who may set a property")]
    [DataRow("public Kind Kind;", "internal Kind Kind;", DisplayName = "who may see a field")]
    [DataRow("Deep Deep;", "Deep? Deep;", DisplayName = "the type of a field")]
    [DataRow("\"converted\"", "\"other\"", DisplayName = "the code of a type that an attribute names")]
    [DataRow("return 5;", "return 6;", DisplayName = "the code of a type that is the argument of one which an attribute names")]
    public void What_a_serializer_does_with_a_type_is_code(string from, string to)
    {
        Outer.ShouldContain(from);
        Digest(Outer.Replace(from, to, StringComparison.Ordinal)).ShouldNotBe(Digest(Outer));
    }

    [TestMethod]
    [DataRow("public static Converter Create() => null;", "public static Converter Create() => new();", DisplayName = "a method that nobody calls")]
    [DataRow("class Base", "class Unrelated { [Marked(Text = \"unrelated\")] public int X; } class Base", DisplayName = "a type that nobody touches")]
    [DataRow("class Base", "[assembly: System.Reflection.AssemblyInformationalVersion(\"1.0.0+1234\")] class Base", DisplayName = "the version of the assembly")]
    public void What_a_serializer_does_nothing_with_is_none(string from, string to)
    {
        Outer.ShouldContain(from);
        Digest(Hoisted(Outer.Replace(from, to, StringComparison.Ordinal))).ShouldBe(Digest(Outer));
    }

    [TestMethod]
    [DataRow("System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.Reflection.AssemblyTitleAttribute>(typeof(H).Assembly).Title == null")]
    [DataRow("typeof(H).Assembly.GetCustomAttributes(false).Length > 0")]
    [DataRow("System.Attribute.GetCustomAttribute(typeof(H).Assembly, typeof(object)) == null")]
    [DataRow("((System.Reflection.ICustomAttributeProvider)typeof(H).Assembly).GetCustomAttributes(false).Length > 0")]
    public void Attributes_of_the_assembly_count_for_who_asks_for_them(string asks)
    {
        var code = $"[assembly: System.Reflection.AssemblyTitle(\"one\")] static class H {{ public static bool Check() => {asks}; }}";
        Digest(code.Replace("\"one\"", "\"two\"", StringComparison.Ordinal)).ShouldNotBe(Digest(code));
    }

    [TestMethod]
    [DataRow("static class Before { public static int F() => new System.Func<int>(() => 7)(); }", DisplayName = "another class")]
    [DataRow("sealed class Other : IRule { public bool Applies(string path) => false; }", DisplayName = "another implementation that nobody makes")]
    public void What_it_does_not_reach_is_none(string added) => Digest(added + Hook + Helper).ShouldBe(Digest(Hook + Helper));

    [TestMethod]
    public void Another_hook_before_it_in_its_class_is_none()
    {
        var more = Hook.Replace(
            "public static async",
            "public static async System.Threading.Tasks.Task First(Hooks.Build.HookContext hook) => await hook.ForEachFileAsync(async (file, cancel) => { await System.Threading.Tasks.Task.Delay(9, cancel); });\n    public static async",
            StringComparison.Ordinal);
        Digest(more + Helper).ShouldBe(Digest(Hook + Helper));
    }

    [TestMethod]
    public void A_generic_helper_is_followed()
    {
        const string Code =
            "static class H { public static void Check(Hooks.Build.HookContext hook) => new Box<int>().Put(1); } sealed class Box<T> { public void Put(T value) { System.Console.WriteLine(\"put\"); } }";
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
        const string Code =
            "interface IRule { string Name => \"old\"; } interface IStrict : IRule { string IRule.Name => \"put\"; } sealed class Rule : IStrict; "
                + "static class H { public static bool Check() => ((IRule)new Rule()).Name.Length > 0; }";
        Digest(Code.Replace("\"put\"", "\"set\"", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    public void What_runs_when_the_module_is_loaded_counts()
    {
        const string Code =
            "static class H { public static bool Check() => true; } static class Start { [System.Runtime.CompilerServices.ModuleInitializer] public static void Run() => System.Console.Write(\"put\"); }";
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
        Digest("static class H { const string Build = \"dotnet build\"; public static bool Check() => true; }")
            .ShouldBe(Digest("static class H { const string Build = \"dotnet test\"; public static bool Check() => true; }"));

    [TestMethod]
    public void What_is_embedded_counts()
    {
        const string Code = "static class H { public static bool Check() => typeof(H).Assembly.GetManifestResourceStream(\"rules\") != null; }";
        Read(Code, "rules").Digest.ShouldNotBe(Read(Code, "other").Digest);
    }

    [TestMethod]
    public void The_native_function_counts()
    {
        const string Code =
            "static class H { public static bool Check() => F() > 0; [System.Runtime.InteropServices.DllImport(\"one\")] static extern int F(); }";
        Digest(Code.Replace("\"one\"", "\"two\"", StringComparison.Ordinal)).ShouldNotBe(Digest(Code));
    }

    [TestMethod]
    public void What_it_asks_its_context_is_known()
    {
        var code = Read(
            "static class H { public static bool Check(Hooks.Build.HookContext hook) => Sub(hook); static bool Sub(Hooks.Build.HookContext hook) => hook.Stage == Hooks.Build.HookStages.Build; }");
        (code.SeesStage, code.SeesProperties).ShouldBe((true, false));
        Read("static class H { public static bool Check(Hooks.Build.HookContext hook) => hook.Properties.Count > 0; }").SeesProperties.ShouldBeTrue();
    }

    [TestMethod]
    public void What_another_assembly_asks_the_context_is_taken_for_all()
    {
        var shared = Compiled(
            "Shared",
            "public static class Shared { public static bool Judge(this Hooks.Build.HookContext hook) => hook.Stage == Hooks.Build.HookStages.Build; public static bool Any<T>(T hook) => true; }",
            null,
            []);
        foreach (var call in new[] { "hook.Judge()", "Shared.Any(hook)" })
        {
            var code = Read(
                $"static class H {{ public static bool Check(Hooks.Build.HookContext hook) => {call}; }}", null, MetadataReference.CreateFromImage(shared));
            (code.SeesStage, code.SeesProperties).ShouldBe((true, true), call);
        }

        var own = Read(
            "static class H { public static bool Check(Hooks.Build.HookContext hook) { hook.Error(hook.Files[0].Path); return Any(hook); } static bool Any<T>(T hook) => true; }");
        (own.SeesStage, own.SeesProperties).ShouldBe((false, false));
    }

    // Attributes of an assembly stand before all else.
    private static string Hoisted(string source) =>
        source.IndexOf("[assembly:", StringComparison.Ordinal) is >= 0 and var at && source.IndexOf(']', at) is var end
            ? source[at..(end + 1)] + source[..at] + source[(end + 1)..]
            : source;

    private static string Digest(string source) => Read(source).Digest;

    private static MethodCode Read(string source, string? resource = null, params MetadataReference[] references)
    {
        using PEReader reader = new(new MemoryStream(Compiled("Sample", source, resource, references)));
        var metadata = reader.GetMetadataReader();
        var method = metadata.MethodDefinitions.Single(handle => metadata.GetString(metadata.GetMethodDefinition(handle).Name) == "Check");
        return CodeReader.Read(reader, method, name => name);
    }

    private static byte[] Compiled(string name, string source, string? resource, MetadataReference[] references)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Console.dll" or "netstandard.dll");
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source)],
            [.. platform.Select(path =>
                MetadataReference.CreateFromFile(path)), MetadataReference.CreateFromFile(typeof(HookContext).Assembly.Location), .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using MemoryStream image = new();
        ResourceDescription[] resources = resource is null
            ? []
            : [new("rules", () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(resource)), isPublic: true)];
        var result = compilation.Emit(image, manifestResources: resources);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics));
        return image.ToArray();
    }
}
