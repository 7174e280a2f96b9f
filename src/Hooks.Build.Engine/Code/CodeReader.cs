using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Code;

/// <summary>
/// Digests the code of a hook: its instructions and those of every method of the assembly that they can reach, with names in the place of tokens. So a
/// change of a helper is a change of the hook, and a change of anything else in the assembly, or a rebuild, is none. What is called by reflection is
/// not seen; what it reads most, the attributes and the members of an object, is.
/// </summary>
internal sealed class CodeReader
{
    private const string Context = "Hooks.Build.HookContext";

    private readonly PEReader _image;
    private readonly MetadataReader _metadata;
    private readonly TokenNames _names;
    private readonly Sha256 _hash = new();
    private readonly Queue<MethodDefinitionHandle> _methods = new();
    private readonly HashSet<MethodDefinitionHandle> _seenMethods = [];
    private readonly Queue<TypeDefinitionHandle> _types = new();
    private readonly HashSet<TypeDefinitionHandle> _seenTypes = [];
    private readonly AttributeReader _attributes;
    private readonly ReflectedMembers _members;
    private bool _seesAssembly;
    private bool _seesStage;
    private bool _seesProperties;

    private CodeReader(PEReader image)
    {
        _image = image;
        _metadata = image.GetMetadataReader();
        _names = new TokenNames(_metadata, ReachType);
        _attributes = new AttributeReader(_metadata);
        _members = new ReflectedMembers(_metadata, _names, this);
    }

    /// <summary>Digests the code of a method.</summary>
    /// <param name="image">The assembly.</param>
    /// <param name="method">The method.</param>
    /// <param name="referenced">Tells what an assembly that the code refers to is.</param>
    public static MethodCode Read(PEReader image, MethodDefinitionHandle method, Func<string, string> referenced)
    {
        CodeReader reader = new(image);
        reader.AddResources();
        reader.Reach(method);

        // A module's initializers run before any of its code.
        reader.ReachType(MetadataTokens.TypeDefinitionHandle(1));
        reader.ReadAll();

        foreach (var assembly in reader._names.Assemblies)
        {
            reader.Add(assembly + "=" + referenced(assembly));
        }

        return new MethodCode(reader._hash.FinishHex(), reader._seesStage, reader._seesProperties);
    }

    private void ReadAll()
    {
        while (true)
        {
            if (_types.TryDequeue(out var type))
            {
                ReadType(_metadata.GetTypeDefinition(type));
            }
            else if (_methods.TryDequeue(out var method))
            {
                ReadBody(method);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Adds the code of a method, and of what it reaches.</summary>
    public void Reach(MethodDefinitionHandle method)
    {
        if (_seenMethods.Add(method))
        {
            _methods.Enqueue(method);
            ReachType(_metadata.GetMethodDefinition(method).GetDeclaringType());
        }
    }

    private void ReachType(TypeDefinitionHandle type)
    {
        if (_seenTypes.Add(type))
        {
            _types.Enqueue(type);
        }
    }

    // Whoever has a value of a type can have its virtual methods called, by whatever interface; whoever touches it has its static constructor run.
    private void ReadType(TypeDefinition type)
    {
        var baseType = type.BaseType.IsNil ? "" : _names.Of(type.BaseType);
        Add(baseType);
        if (baseType == "System.Enum")
        {
            AddMembers(type);
        }

        // By these its methods can be called, and they may have methods with a body.
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            Add(_names.Of(_metadata.GetInterfaceImplementation(implemented).Interface));
        }

        // Static methods of an interface are implemented by methods that are not virtual.
        foreach (var implementation in type.GetMethodImplementations())
        {
            if (Definition(_metadata.GetMethodImplementation(implementation).MethodBody) is { IsNil: false } body)
            {
                Reach(body);
            }
        }

        AddAttributes(type.GetCustomAttributes());
        _members.Tell(type);
        foreach (var method in type.GetMethods())
        {
            var definition = _metadata.GetMethodDefinition(method);
            var isVirtual = (definition.Attributes & System.Reflection.MethodAttributes.Virtual) != 0;
            if (isVirtual || _metadata.StringComparer.Equals(definition.Name, ".cctor"))
            {
                Reach(method);
            }
        }
    }

    private void ReadBody(MethodDefinitionHandle handle)
    {
        var method = _metadata.GetMethodDefinition(handle);
        Add(_names.Of(handle));
        AddAttributes(method.GetCustomAttributes());
        foreach (var parameter in method.GetParameters())
        {
            AddAttributes(_metadata.GetParameter(parameter).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress == 0)
        {
            if (method.GetImport() is { Module.IsNil: false } native)
            {
                Add(_metadata.GetString(_metadata.GetModuleReference(native.Module).Name) + "!" + _metadata.GetString(native.Name));
            }

            return;
        }

        var body = _image.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
        {
            Add(_names.OfLocals(_metadata.GetStandaloneSignature(body.LocalSignature)));
        }

        foreach (var region in body.ExceptionRegions)
        {
            Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{region.Kind} {region.TryOffset} {region.TryLength} {region.HandlerOffset} {region.HandlerLength} {region.FilterOffset}"));
            if (region.Kind == ExceptionRegionKind.Catch)
            {
                Add(_names.Of(region.CatchType));
            }
        }

        ReadInstructions(body.GetILReader());
    }

    private void ReadInstructions(BlobReader code)
    {
        Span<byte> operation = stackalloc byte[sizeof(ushort)];
        while (code.RemainingBytes > 0)
        {
            var opcode = Instructions.ReadOpcode(ref code);
            operation[0] = (byte)(opcode >> 8);
            operation[1] = (byte)opcode;
            _hash.Append(operation);
            switch (Instructions.OperandOf(opcode))
            {
                case Operand.Token:
                    AddToken(MetadataTokens.Handle(code.ReadInt32()));
                    break;
                case Operand.String:
                    Add(_metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(code.ReadInt32())));
                    break;
                case Operand.Switch:
                    _hash.Append(code.ReadBytes(code.ReadInt32() * sizeof(int)));
                    break;
                case var operand:
                    _hash.Append(code.ReadBytes((int)operand));
                    break;
            }
        }
    }

    private void AddToken(Handle token)
    {
        var name = token.Kind == HandleKind.StandaloneSignature
            ? _names.OfCall(_metadata.GetStandaloneSignature((StandaloneSignatureHandle)token))
            : _names.Of((EntityHandle)token);
        Add(name);
        if (Definition((EntityHandle)token) is { IsNil: false } method)
        {
            Reach(method);
        }

        // What another assembly does with the context is not known.
        var isHandedOn = token.Kind is HandleKind.MemberReference or HandleKind.MethodSpecification && Definition((EntityHandle)token).IsNil
            && name.Contains(Context, StringComparison.Ordinal) && !name.StartsWith(Context + "::", StringComparison.Ordinal);
        _seesStage |= isHandedOn || name.Contains(Context + "::get_Stage", StringComparison.Ordinal);
        SeeAssembly(name);
        _seesProperties |= isHandedOn || name.Contains(Context + "::get_Properties", StringComparison.Ordinal);
    }

    // Its attributes hold the version, which each commit changes: they count for who asks for them.
    private void SeeAssembly(string name)
    {
        if (!_seesAssembly && name.Contains("CustomAttribute", StringComparison.Ordinal)
            && (name.Contains("System.Reflection.Assembly", StringComparison.Ordinal)
                || name.Contains("System.Reflection.ICustomAttributeProvider", StringComparison.Ordinal)))
        {
            _seesAssembly = true;
            AddAttributes(_metadata.GetAssemblyDefinition().GetCustomAttributes());
        }
    }

    private MethodDefinitionHandle Definition(EntityHandle token) => token.Kind switch
    {
        HandleKind.MethodDefinition => (MethodDefinitionHandle)token,
        HandleKind.MethodSpecification => Definition(_metadata.GetMethodSpecification((MethodSpecificationHandle)token).Method),
        // A method of a generic type of this assembly is a reference whose parent is an instance of the type.
        HandleKind.MemberReference => _names.FindDefinition((MemberReferenceHandle)token),
        _ => default,
    };

    private void AddAttributes(CustomAttributeHandleCollection handles) => AddAttributes("", handles);

    /// <summary>Adds the attributes of a member that tell something, and its name where there are any.</summary>
    public void AddAttributes(string member, CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in _attributes.Telling(attributes))
        {
            Add(member);
            Add(_names.Of(attribute.Constructor));
            _hash.Append(_metadata.GetBlobBytes(attribute.Value));
            // Whoever asks for it makes it: its constructor runs, and what sets its properties.
            foreach (var method in _attributes.MethodsOf(attribute))
            {
                Reach(method);
            }

            foreach (var type in _attributes.TypesIn(attribute))
            {
                ReachType(type);
            }
        }
    }

    // Its values are told by their names.
    private void AddMembers(TypeDefinition enumeration)
    {
        foreach (var handle in enumeration.GetFields())
        {
            var field = _metadata.GetFieldDefinition(handle);
            Add(_metadata.GetString(field.Name));
            if (!field.GetDefaultValue().IsNil)
            {
                _hash.Append(_metadata.GetBlobBytes(_metadata.GetConstant(field.GetDefaultValue()).Value));
            }
        }
    }

    // Which of them code reads is told by texts.
    private void AddResources()
    {
        if (_image.PEHeaders.CorHeader is { ResourcesDirectory: { Size: > 0 } resources })
        {
            _hash.Append(_image.GetSectionData(resources.RelativeVirtualAddress).GetContent(0, resources.Size).AsSpan());
        }
    }

    /// <summary>Adds a text.</summary>
    public void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        _hash.Append(length);
        _hash.Append(bytes);
    }
}
