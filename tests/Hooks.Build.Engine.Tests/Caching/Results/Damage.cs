using System.Runtime.Versioning;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>What can become of a file that is kept between runs.</summary>
[UnsupportedOSPlatform("windows")]
internal static class Damage
{
    private static readonly (string Name, Func<Dice, byte[], byte[]> Change)[] Bytes =
    [
        ("nothing left", (_, _) => []),
        ("cut", (dice, bytes) => bytes[..dice.Below(bytes.Length)]),
        ("longer", (dice, bytes) => [.. bytes, .. bytes[..dice.Below(bytes.Length)], (byte)dice.Below(256)]),
        ("a bit", (dice, bytes) => Set(bytes, dice.Below(bytes.Length), value => (byte)(value ^ (1 << dice.Below(8))))),
        ("several bits", (dice, bytes) => Enumerable.Range(0, 8).Aggregate(
            bytes, (all, _) => Set(all, dice.Below(all.Length), value => (byte)(value ^ (1 << dice.Below(8)))))),
        ("zeros", (dice, bytes) => Fill(dice, bytes, 0)),
        ("a huge number", (dice, bytes) => Fill(dice, bytes, 0xFF)),
        ("a length that is too long", (dice, bytes) => Number(dice, bytes)),
        ("another version", (dice, bytes) => Set(bytes, dice.Below(Math.Min(bytes.Length, 16)), value => (byte)(value + 1))),
        ("text", (_, bytes) => [.. "hello\n"u8, .. bytes]),
        ("a part twice", (dice, bytes) => dice.Below(bytes.Length) is var at ? [.. bytes[..at], .. bytes[(at / 2)..]] : bytes),
    ];

    // In the place of the file.
    private static readonly (string Name, string Script)[] Kinds =
    [
        ("a pipe", "mkfifo \"$1\""),
        ("a folder", "mkdir \"$1\"; echo x > \"$1/x\""),
        ("a link to itself", "ln -s \"$1\" \"$1\""),
        ("a link to nowhere", "ln -s /nowhere/at/all \"$1\""),
        ("a link to a device without end", "ln -s /dev/zero \"$1\""),
        ("a link to a device without content", "ln -s /dev/null \"$1\""),
        ("a link to a pipe", "mkfifo \"$1.pipe\"; ln -s \"$1.pipe\" \"$1\""),
        ("a file that nobody may read", "touch \"$1\"; chmod 0 \"$1\""),
        ("a file of a terabyte", "truncate -s 1T \"$1\""),
        ("nothing", ":"),
    ];

    public static int Count => Bytes.Length + Kinds.Length;

    /// <summary>Changes bytes.</summary>
    public static byte[] Of(Dice dice, byte[] bytes, out string name)
    {
        var (what, change) = Bytes[dice.Below(Bytes.Length)];
        name = what;
        return bytes.Length == 0 ? [1] : change(dice, [.. bytes]);
    }

    /// <summary>Changes a file, or puts something else into its place.</summary>
    /// <returns>What was done.</returns>
    public static string Do(Dice dice, string file, int index)
    {
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        if (index < Bytes.Length)
        {
            File.WriteAllBytes(file, bytes.Length == 0 ? [1] : Bytes[index].Change(dice, bytes));
            return Bytes[index].Name;
        }

        var (name, script) = Kinds[index - Bytes.Length];
        _ = Fakes.TempRepository.Run(Path.GetDirectoryName(file)!, "/bin/sh", "-c", script, "sh", file);
        return name;
    }

    /// <summary>Takes away what <see cref="Do"/> put there.</summary>
    public static void Undo(string file) => _ = Fakes.TempRepository.Run("/", "/bin/sh", "-c", "rm -rf \"$1\" \"$1.pipe\"", "sh", file);

    private static byte[] Set(byte[] bytes, int at, Func<byte, byte> change)
    {
        bytes[at] = change(bytes[at]);
        return bytes;
    }

    private static byte[] Fill(Dice dice, byte[] bytes, byte value)
    {
        var start = dice.Below(bytes.Length);
        bytes.AsSpan(start, Math.Min(bytes.Length - start, 1 + dice.Below(16))).Fill(value);
        return bytes;
    }

    private static byte[] Number(Dice dice, byte[] bytes)
    {
        var start = dice.Below(Math.Max(1, bytes.Length - 4));
        byte[] huge = [0xFF, 0xFF, 0xFF, 0x7F];
        huge.AsSpan(0, Math.Min(4, bytes.Length - start)).CopyTo(bytes.AsSpan(start));
        return bytes;
    }
}
