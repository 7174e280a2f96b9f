using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Hooks.Build.Engine.Shipping;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Plans;

namespace Hooks.Build.Engine.Tests.Shipping;

/// <summary>Types of Hooks.Build are taken out, or the assembly is refused: nothing between.</summary>
[TestClass]
public sealed class DetachmentTests
{
    // What compilers make types, tables and signatures of; hooks among it.
    private const string Program = """
        [assembly: System.Reflection.AssemblyMetadata("other", "value")]
        namespace App
        {
            public record Point<T>(T X, T Y) where T : struct, IComparable<T> { public T Largest => X.CompareTo(Y) > 0 ? X : Y; }
            public readonly record struct Pair(int A, string B);
            public interface IShape { double Area { get; } string Name => "shape"; }
            public sealed class Square(double side) : IShape, IEquatable<Square>
            {
                public double Area => side * side;
                public bool Equals(Square? other) => other?.Area == Area;
                public override bool Equals(object? other) => Equals(other as Square);
                public override int GetHashCode() => Area.GetHashCode();
                public class Inner<TKey> where TKey : notnull { public System.Collections.Generic.Dictionary<TKey, Square> Map { get; } = new(); public event Action<TKey>? Changed; public void Raise(TKey key) => Changed?.Invoke(key); }
            }
            public enum Colour : byte { Red = 1, Green = 2 }
            public static class Code
            {
                public const string Text = "kept"; public const Colour Best = Colour.Green; public const decimal Price = 1.5m;
                [Obsolete("kept too")] public static int Old(int n = 7, string? text = "kept") => n + (text?.Length ?? 0);
                public static async Task<int> LaterAsync(int n) { await Task.Yield(); try { return n + 1; } finally { await Task.Yield(); } }
                public static System.Collections.Generic.IEnumerable<int> Squares(int n) { for (var i = 0; i < n; i++) yield return i * i; }
                public static unsafe int Sum(ReadOnlySpan<int> all) { var sum = 0; fixed (int* first = all) for (var i = 0; i < all.Length; i++) sum += first[i]; return sum; }
                public static Func<int, int> Closure(int n) => m => n * m;
                public static string Switch(object o) => o switch { int i when i > 3 => "big", string { Length: > 2 } s => s, Point<int>(var x, _) => "p" + x, _ => $"{o}" };
                public static int Run() => LaterAsync(Squares(4).Sum()).Result + Sum([1, 2, 3]) + Closure(3)(4) + (int)new Square(2).Area + new Point<int>(3, 9).Largest + Switch("abc").Length + new Pair(1, "x").GetHashCode() * 0;
            }
            public static class RepoHooks
            {
                [Hook] const string Audit = "audit topsecret";
                [Hook] public static async Task<HookResult> Later(HookContext hook)
                {
                    var stage = hook.Stage; HookSeverity? level = null; HookFindingLevel last = HookFindingLevel.Warning;
                    await foreach (var file in FilesAsync(hook)) Console.WriteLine(file.Path + stage + level + last);
                    var result = await hook.RunAsync("true");
                    return result.ExitCode == 0 ? HookResult.Success : HookResult.Failure("x");
                }
                [OnRun] public static async Task Notify(RunContext run, System.Threading.CancellationToken token)
                {
                    await foreach (var happened in run.Events) { if (happened is HookEnded { Outcome: HookOutcome.Failed } hook) Console.WriteLine(hook.Name + hook.ExitCode); }
                    _ = await run.EndAsync();
                }
                static async System.Collections.Generic.IAsyncEnumerable<HookFile> FilesAsync(HookContext hook) { await Task.Yield(); foreach (var file in hook.Files) yield return file; }
                static System.Collections.Generic.IEnumerable<(HookFile, HookStages)> Pairs(HookContext hook) { foreach (var file in hook.Files) yield return (file, hook.Stage); }
                record Seen(HookFile File, HookStages Stage);
                delegate HookResult Check<T>(HookContext hook, ref HookStages stage, out T[] all, HookFile[,] many, Func<HookFile, HookStages?> how);
                interface ICheck { Task<HookResult> RunAsync(HookContext hook); }
                sealed class One : ICheck { public Task<HookResult> RunAsync(HookContext hook) => Task.FromResult(HookResult.Success); }
                static int Take(HookContext hook) => 1; static int Take(object other) => 2;
            }
        }
        """;

    [TestMethod]
    public void A_program_made_of_everything_runs_as_before()
    {
        var (before, after) = Rewrite(Program);
        var one = Load(before);
        var two = Load(after);
        two.GetReferencedAssemblies().ShouldNotContain(name => name.Name == "Hooks.Build");
        two.GetType("App.Code")!.GetMethod("Run")!.Invoke(null, null).ShouldBe(one.GetType("App.Code")!.GetMethod("Run")!.Invoke(null, null));
        two.GetTypes().Select(type => type.FullName).ShouldBe(one.GetTypes().Select(type => type.FullName));
        foreach (var type in two.GetTypes())
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            foreach (var member in type.GetMembers(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                _ = member.GetCustomAttributes().ToList();
                _ = member.ToString();
                if (member is MethodBase { IsAbstract: false, ContainsGenericParameters: false } method
                    && !type.FullName!.StartsWith("App.RepoHooks", StringComparison.Ordinal)
                    && method.GetMethodBody() is not null)
                {
                    RuntimeHelpers.PrepareMethod(method.MethodHandle);
                }
            }
        }
    }

    [TestMethod]
    public void Nothing_but_rows_of_references_and_of_constants_and_the_plan_is_written()
    {
        var (before, after) = Rewrite(Program);
        using PEReader portable = new(ImmutableArray.Create(before));
        var reader = portable.GetMetadataReader();
        var start = portable.PEHeaders.MetadataStartOffset;
        var blobs = start + reader.GetHeapMetadataOffset(HeapIndex.Blob);
        after.Length.ShouldBe(before.Length);
        var elsewhere = Enumerable.Range(0, before.Length)
            .Where(i => before[i] != after[i] && !IsIn(TableIndex.TypeRef, i) && !IsIn(TableIndex.AssemblyRef, i) && !IsIn(TableIndex.Constant, i)
                && (i < blobs || i >= blobs + reader.GetHeapSize(HeapIndex.Blob)));
        elsewhere.ShouldBeEmpty();

        using PEReader second = new(ImmutableArray.Create(after));
        var rewritten = second.GetMetadataReader();
        rewritten.GetGuid(rewritten.GetModuleDefinition().Mvid).ShouldBe(reader.GetGuid(reader.GetModuleDefinition().Mvid));
        Blobs(rewritten).Zip(Blobs(reader)).Count(pair => !pair.First.SequenceEqual(pair.Second)).ShouldBe(1, "the plan's");

        bool IsIn(TableIndex table, int offset)
        {
            var begin = start + reader.GetTableMetadataOffset(table);
            return offset >= begin && offset < begin + (reader.GetTableRowCount(table) * reader.GetTableRowSize(table));
        }
    }

    [TestMethod]
    [DataRow("class My : System.Attribute { public My(System.Type type) { } } [My(typeof(HookContext))] class C { }", "attribute")]
    [DataRow("class My : System.Attribute { public System.Type[] Types; } [My(Types = new[] { typeof(System.Collections.Generic.List<HookFile>) })] class C { }", "attribute")]
    [DataRow("class My : System.Attribute { public My(object value) { } } [My(HookStages.Build)] class C { }", "attribute")]
    [DataRow("class V { public virtual void F(HookFile file) { } public virtual void F(object other) { } }", "virtual")]
    [DataRow("class V { public virtual void F(object other) { } } class W : V { public virtual void F(HookFile[] file) { } public virtual void F(HookContext hook) { } }", "virtual")]
    [DataRow("class E : System.IEquatable<HookFile>, System.IEquatable<HookContext> { bool System.IEquatable<HookFile>.Equals(HookFile x) => true; bool System.IEquatable<HookContext>.Equals(HookContext x) => true; }", "interfaces")]
    public void A_use_that_would_mean_something_else_is_refused(string source, string reason)
    {
        using TempFolder folder = new();
        var image = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, "static class H { [Hook] const string A = \"true\"; }\n" + source));
        Should.Throw<InvalidDataException>(() => ShippedAssembly.Rewrite(image, detach: true)).Message.ShouldContain(reason);
    }

    [TestMethod]
    public void A_plan_that_cannot_be_read_is_refused_with_its_commands()
    {
        using TempFolder folder = new();
        var image = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, "static class H { [Hook] const string A = \"topsecret\"; }"));
        image.AsSpan().IndexOf("Kind=Command"u8).ShouldBeGreaterThan(0);
        "Kind=Kommand"u8.CopyTo(image.AsSpan(image.AsSpan().IndexOf("Kind=Command"u8)));
        _ = Should.Throw<InvalidDataException>(() => ShippedAssembly.Rewrite(image, detach: true));
    }

    [TestMethod]
    public void A_signature_of_Authenticode_and_native_code_are_refused()
    {
        using TempFolder folder = new();
        var image = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, "static class H { [Hook] const string A = \"true\"; }"));
        using (PEReader portable = new(ImmutableArray.Create(image)))
        {
            // Its directory is the fifth.
            var headers = portable.PEHeaders;
            var directories = headers.PEHeaderStartOffset + (headers.PEHeader!.Magic == PEMagic.PE32Plus ? 112 : 96);
            image[directories + (4 * 8) + 4] = 8;
        }

        Should.Throw<InvalidDataException>(() => ShippedAssembly.Rewrite(image, detach: true)).Message.ShouldContain("Authenticode");
    }

    [TestMethod]
    public void Every_value_type_of_the_vocabulary_has_one_in_its_place()
    {
        foreach (var type in typeof(HookAttribute).Assembly.GetExportedTypes().Where(type => type.IsValueType))
        {
            (type.IsEnum && type.GetEnumUnderlyingType() == typeof(int)).ShouldBeTrue(type.FullName);
            TypeDetachment.Enums.ShouldContain(type.Name);
        }

        typeof(HookAttribute).Assembly.GetExportedTypes().ShouldNotContain(type => type.IsNested || type.IsInterface);
    }

    private static (byte[] Before, byte[] After) Rewrite(string source)
    {
        using TempFolder folder = new();
        var before = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, source));
        var after = (byte[])before.Clone();
        ShippedAssembly.Rewrite(after, detach: true).ShouldBeTrue();
        return (before, after);
    }

    private static Assembly Load(byte[] image) => new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(new MemoryStream(image));

    // Of everything that has one, the constants apart.
    private static List<byte[]> Blobs(MetadataReader reader) =>
    [
        .. reader.CustomAttributes.Select(handle => reader.GetBlobBytes(reader.GetCustomAttribute(handle).Value)),
        .. reader.MethodDefinitions.Select(handle => reader.GetBlobBytes(reader.GetMethodDefinition(handle).Signature)),
        .. reader.MemberReferences.Select(handle => reader.GetBlobBytes(reader.GetMemberReference(handle).Signature)),
        .. reader.FieldDefinitions.Select(handle => reader.GetBlobBytes(reader.GetFieldDefinition(handle).Signature)),
        .. reader.PropertyDefinitions.Select(handle => reader.GetBlobBytes(reader.GetPropertyDefinition(handle).Signature)),
        .. Enumerable.Range(1, reader.GetTableRowCount(TableIndex.TypeSpec))
            .Select(row => reader.GetBlobBytes(reader.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).Signature)),
        .. Enumerable.Range(1, reader.GetTableRowCount(TableIndex.MethodSpec))
            .Select(row => reader.GetBlobBytes(reader.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)).Signature)),
        .. Enumerable.Range(1, reader.GetTableRowCount(TableIndex.StandAloneSig))
            .Select(row => reader.GetBlobBytes(reader.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row)).Signature)),
    ];
}
