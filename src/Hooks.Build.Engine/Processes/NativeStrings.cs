using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Processes;

/// <summary>Strings in unmanaged memory for one call.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly List<nint> _blocks = [];

    public byte* Add(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ProcessStartException("An argument or variable contains a NUL character, which no process can be given");
        }

        var bytes = PathText.Encode(text);
        var memory = (byte*)Allocate(bytes.Length + 1);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        memory[bytes.Length] = 0;
        return memory;
    }

    public byte** AddList(List<string> texts)
    {
        var list = (byte**)Allocate((texts.Count + 1) * sizeof(byte*));
        for (var i = 0; i < texts.Count; i++)
        {
            list[i] = Add(texts[i]);
        }

        list[texts.Count] = null;
        return list;
    }

    public void Dispose() => _blocks.ForEach(block => NativeMemory.Free((void*)block));

    private void* Allocate(int size)
    {
        var memory = NativeMemory.Alloc((nuint)size);
        _blocks.Add((nint)memory);
        return memory;
    }
}
