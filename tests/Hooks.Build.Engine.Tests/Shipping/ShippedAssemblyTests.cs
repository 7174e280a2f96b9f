using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using System.Security.Cryptography;
using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Shipping;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Plans;

namespace Hooks.Build.Engine.Tests.Shipping;

[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class ShippedAssemblyTests
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const string Hooks = """
        namespace Repo
        {
            public static class RepoHooks
            {
                [Hook(Fix = "repair topsecret")] const string Audit = "audit topsecret";
                [Hook(DependsOn = [nameof(Audit)])] public static async Task<HookResult> Later(HookContext hook)
                {
                    await hook.ForEachFileAsync(async (file, cancel) => { if ((await file.ReadTextAsync(cancel)).Length > 9) hook.Error(file, 1, 1, "X", "x"); });
                    var stage = hook.Stage;
                    var result = await hook.RunAsync("true");
                    return stage == HookStages.None && result.ExitCode != 0 ? HookResult.Failure("x") : HookResult.Success;
                }

                static System.Collections.Generic.Dictionary<string, HookContext> all = new();
                static HookStages Stage(HookStages stage, HookFinding finding) => all.Count > 0 ? stage : HookStages.Build;

                [Hook(Matrix = ["one", "two"])] const string Each = "each topsecret {item}";

                class Outer { [Hook] internal const string Deep = "deep topsecret"; }
            }
        }
        """;

    [TestMethod]
    public void Neither_commands_nor_paths_nor_the_plan_are_left()
    {
        using TempFolder folder = new();
        var image = Rewritten(Hooks);
        var path = folder.In("RepoHooks.dll");
        File.WriteAllBytes(path, image);
        foreach (var text in new[] { "topsecret", "RepoHooks.cs", "Format=" })
        {
            Contains(image, Encoding.Unicode.GetBytes(text)).ShouldBeFalse(text);
            Contains(image, Encoding.UTF8.GetBytes(text)).ShouldBeFalse(text);
        }

        var problem = Should.Throw<HooksException>(() => PlanReader.Read(path)).Problems.Single();
        problem.Code.ShouldBe(Codes.NoPlan);
        problem.Message.ShouldContain("published or packed");
    }

    [TestMethod]
    public void All_of_it_can_be_reflected_over_where_the_package_is_not()
    {
        var assembly = Load(Rewritten(Hooks));
        assembly.GetReferencedAssemblies().Select(name => name.Name).ShouldNotContain("Hooks.Build");
        Listing(assembly).ShouldNotContain("HookContext");
    }

    [TestMethod]
    public void A_stage_that_a_hook_keeps_over_an_await_is_a_value_still() =>
        Listing(
            Load(
                Rewritten(
                    "static class H { [Hook] static async Task<HookResult> A(HookContext hook) { var stage = hook.Stage; await Task.Yield(); Console.WriteLine(stage); return HookResult.Success; } }")))
            .ShouldNotContain("HookResult");

    [TestMethod]
    public void Without_detaching_the_types_stay()
    {
        using TempFolder folder = new();
        var image = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, Hooks));
        ShippedAssembly.Rewrite(image, detach: false).ShouldBeTrue();
        Listing(Load(image)).ShouldContain("HookContext");
    }

    [TestMethod]
    public void A_constant_of_the_program_keeps_its_text_where_a_hook_has_the_same()
    {
        var assembly = Load(Rewritten("""
            public static class H
            {
                [Hook] public const string A = "same text";
                [Hook] public const string B = "same text";
                [Hook] public const string C = "only here";
                public const string D = "same text";
                public static string Read() => C + D;
            }
            public static class Other { public const string A = "another"; public const int N = 7; }
            """));
        Value("H", "A").ShouldBe("");
        Value("H", "B").ShouldBe("");
        Value("H", "C").ShouldBe("");
        Value("H", "D").ShouldBe("same text");
        Value("Other", "A").ShouldBe("another");
        Value("Other", "N").ShouldBe(7);
        assembly.GetType("H")!.GetMethod("Read")!.Invoke(null, null).ShouldBe("only heresame text");

        object? Value(string type, string field) => assembly.GetType(type)!.GetField(field)!.GetRawConstantValue();
    }

    [TestMethod]
    public void Nothing_else_changes_whatever_a_program_is_made_of()
    {
        Random random = new(13);
        string[] texts = ["a", "b c", "same", "é\u2028", "x\"y", "\\"];
        for (var round = 0; round < 60; round++)
        {
            var members = Enumerable.Range(0, random.Next(1, 12)).Select(i => random.Next(6) switch
            {
                0 => $"[Hook] public const string M{i} = {Literal(texts[random.Next(texts.Length - 3)])};",
                1 => $"public const string M{i} = {Literal(texts[random.Next(texts.Length)])};",
                2 => $"[Obsolete({Literal(texts[random.Next(texts.Length)])})] public static string M{i}() => {Literal(texts[random.Next(texts.Length)])};",
                3 => $"[Hook] static bool M{i}() => true;",
                4 => $"public static async Task<int> M{i}(int n) {{ await Task.Yield(); return n; }}",
                _ => $"public const long M{i} = {random.Next()};",
            }).ToList();
            using TempFolder folder = new();
            var before = File.ReadAllBytes(HooksAssembly.Compile(
                folder.Path, $"[assembly: System.Reflection.AssemblyMetadata(\"k\", \"v\")] public class P {{ {string.Join(" ", members)} }}"));
            var after = (byte[])before.Clone();
            ShippedAssembly.Rewrite(after, detach: true).ShouldBeTrue();
            after.Length.ShouldBe(before.Length);
            var hooks = Enumerable.Range(0, members.Count)
                .Where(i => members[i].StartsWith("[Hook] public const", StringComparison.Ordinal))
                .Select(i => $"P.M{i} = ")
                .ToList();
            var kept = Listing(Load(before)).Split('\n').Select(line => hooks.Find(hook => line.StartsWith(hook, StringComparison.Ordinal)) ?? line);
            Listing(Load(after)).Split('\n').ShouldBe(kept);
        }
    }

    [TestMethod]
    public void An_assembly_without_a_plan_is_left_alone()
    {
        using TempFolder folder = new();
        var image = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, "class C { const string A = \"a\"; }", generate: false));
        var before = (byte[])image.Clone();
        ShippedAssembly.Rewrite(image, detach: true).ShouldBeFalse();
        image.ShouldBe(before);
    }

    [TestMethod]
    public void A_strong_name_is_renewed_as_the_compiler_writes_it()
    {
        using TempFolder folder = new();
        var key = folder.In("key.snk");
        using (RSACryptoServiceProvider rsa = new(2048))
        {
            File.WriteAllBytes(key, rsa.ExportCspBlob(includePrivateParameters: true));
        }

        var signed = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, Hooks, key: key));
        var renewed = (byte[])signed.Clone();
        StrongName.Renew(renewed, key);
        renewed.AsSpan().SequenceEqual(signed).ShouldBeTrue();

        ShippedAssembly.Rewrite(renewed, detach: true).ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => StrongName.Renew(renewed, keyFile: null)).Message.ShouldContain("strong name");
        StrongName.Renew(renewed, key);
        Signature(renewed).ShouldNotBe(Signature(signed));

        static byte[] Signature(byte[] image)
        {
            using PEReader portable = new(new MemoryStream(image));
            var directory = portable.PEHeaders.CorHeader!.StrongNameSignatureDirectory;
            portable.PEHeaders.TryGetDirectoryOffset(directory, out var offset).ShouldBeTrue();
            return image[offset..(offset + directory.Size)];
        }
    }

    private static byte[] Rewritten(string source)
    {
        using TempFolder folder = new();
        var image = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, source));
        ShippedAssembly.Rewrite(image, detach: true).ShouldBeTrue();
        return image;
    }

    private static Assembly Load(byte[] image) => new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(new MemoryStream(image));

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);

    private static bool Contains(byte[] image, byte[] text) => image.AsSpan().IndexOf(text) >= 0;

    // All that reflection can ask for.
    private static string Listing(Assembly assembly)
    {
        List<string> lines = [.. assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(entry => entry.Key != "Hooks.Build.Plan")
            .Select(entry => $"{entry.Key} {entry.Value}")];
        foreach (var type in assembly.GetTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            lines.Add(
                $"{type} : {type.BaseType} {string.Join(",", type.GetInterfaces().Select(each => each.ToString()))} {string.Join(",", type.GetCustomAttributes().Select(each => each.ToString()))}");
            lines.AddRange(type.GetMethods(Any).Select(method =>
                $"{type}.{method} {string.Join(",", method.GetParameters().Select(each => each.ToString()))} {string.Join(",", method.GetCustomAttributes().Select(Text))} {Convert.ToHexString(method.GetMethodBody()?.GetILAsByteArray() ?? [])}"));
            lines.AddRange(type.GetFields(Any).Select(field => field.IsLiteral
                ? $"{type}.{field.Name} = {field.GetRawConstantValue()}"
                : $"{type}.{field.Name} {field.FieldType}"));
        }

        return string.Join('\n', lines);

        static string Text(Attribute attribute) => attribute is ObsoleteAttribute obsolete ? obsolete.Message ?? "" : attribute.ToString()!;
    }
}
